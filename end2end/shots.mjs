// Screenshots to look at: `npm run shots -- /companies /technologies`, each in both languages, at two widths, in
// light and dark, into /tmp/shots (SHOTS_DIR). It looks at a portal of its own, or at BASE=http://127.0.0.1:3000.
// With EMAIL it signs in first; on BASE the PASSWORD is needed as well.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './support/chromium.mjs';
import { startPortal } from './support/portal.mjs';
import { signIn } from './support/sign-in.mjs';

const paths = process.argv.slice(2);
const dir = process.env.SHOTS_DIR ?? '/tmp/shots';
if (paths.length === 0) {
  console.error('usage: npm run shots -- /path …');
  process.exit(2);
}

const portal = process.env.BASE ? undefined : await startPortal();
const browser = await chromium.launch(chromiumOptions);
try {
  await mkdir(dir, { recursive: true });
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const context = await browser.newContext({
      baseURL: portal?.url ?? process.env.BASE, colorScheme, reducedMotion: 'reduce', timezoneId: 'Asia/Seoul',
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(`  console: ${message.text()}`));
    if (process.env.EMAIL) await signIn(page, process.env.EMAIL, portal?.password ?? process.env.PASSWORD);
    for (const path of paths) {
      for (const [lang, prefix] of [['ko', ''], ['en', '/en']]) {
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 844 });
          await page.goto(prefix && path === '/' ? prefix : prefix + path, { waitUntil: 'networkidle' });
          const name = path.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'home';
          const file = join(dir, `${name}.${lang}.${width}.${colorScheme}.png`);
          await page.screenshot({ path: file, fullPage: true });
          console.log(file);
        }
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await portal?.stop();
}
