// One portal for the whole run; the tests find it in the environment.
import { startPortal } from './portal.mjs';

export default async function globalSetup() {
  const portal = await startPortal();
  process.env.OCA_E2E_URL = portal.url;
  process.env.OCA_E2E_PASSWORD = portal.password;
  process.env.OCA_E2E_MAIL_DIR = portal.mailDir;

  return async () => {
    const log = await portal.log();
    await portal.stop();
    if (/panicked at/.test(log)) throw new Error(`The portal panicked during the tests:\n${log}`);
  };
}
