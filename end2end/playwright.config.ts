// Journeys run once, in Korean with JavaScript; the thin pass shows every page to somebody with everything else.
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium.mjs';

export default defineConfig({
  testDir: 'tests',
  globalSetup: './support/global-setup.ts',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 30_000,
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: chromiumOptions,
    contextOptions: { reducedMotion: 'reduce' },
    timezoneId: 'Asia/Seoul',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'ko-js', use: { locale: 'ko-KR', viewport: { width: 1280, height: 800 } } },
    {
      name: 'en-nojs-dark-390',
      testMatch: 'pages.spec.ts',
      grep: / in en$/,
      use: {
        locale: 'en-US', javaScriptEnabled: false, colorScheme: 'dark', viewport: { width: 390, height: 844 },
      },
    },
  ],
});
