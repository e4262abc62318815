// How Chromium is started, for the tests and for the screenshots.

/** @type {import('@playwright/test').LaunchOptions} */
export const chromiumOptions = {
  executablePath: process.env.OCA_CHROMIUM ?? '/usr/bin/chromium',
  // Without the background flags Chromium asks for hosts of its maker's at every start.
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
};
