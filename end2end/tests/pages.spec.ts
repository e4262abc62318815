// Every public page, in both languages, wide and narrow, light and dark; the thin pass once more without JavaScript.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expectNoSidewaysScrolling, nameOf, pathIn, PUBLIC_PAGES, resolveStop, type Lang } from '../support/site.ts';
import { expect, hydrated, test } from '../support/test.ts';

const WIDTHS = [1280, 390];

for (const lang of ['ko', 'en'] as const) {
  for (const stop of PUBLIC_PAGES) {
    test(`${nameOf(stop)} in ${lang}`, async ({ page, request, javaScriptEnabled }, { project }) => {
      const narrow = project.name === 'en-nojs-dark-390';
      const path = await resolveStop(request, stop);

      const answer = await page.goto(pathIn(lang, path), { waitUntil: 'networkidle' });

      expect(answer?.status()).toBe(200);
      if (javaScriptEnabled) await hydrated(page);
      await expectGoodHead(page, lang, path);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('main')).toBeVisible();
      for (const width of narrow ? [390] : WIDTHS) {
        await page.setViewportSize({ width, height: 844 });
        await expectNoSidewaysScrolling(page);
        await expectAccessible(page);
      }
    });
  }
}

async function expectGoodHead(page: Page, lang: Lang, path: string) {
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
  expect(await page.title()).not.toBe('');
  const pathname = async (selector: string) => {
    const href = await page.locator(`head > ${selector}`).getAttribute('href');
    return decodeURI(new URL(href ?? '', 'none:').pathname);
  };
  const own = (of: Lang) => pathIn(of, path).split('?')[0];
  expect(await pathname('link[rel=canonical]')).toBe(own(lang));
  expect(await pathname('link[rel=alternate][hreflang=ko]')).toBe(own('ko'));
  expect(await pathname('link[rel=alternate][hreflang=en]')).toBe(own('en'));
}
