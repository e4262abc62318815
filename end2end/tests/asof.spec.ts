// Pages of a day that is past: the map, the coverage, a technology; and a firm's page on paper.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, test } from '../support/test.ts';

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`pages are read as of a day in ${lang}`, async ({ page, javaScriptEnabled }) => {
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    const said = ko ? /기준입니다/ : /As of/;
    for (const path of ['/technologies', '/coverage', '/technologies/object-storage']) {
      await page.goto(pathIn(lang, path));
      await ready();
      await page.locator('#as-of').fill('2020-01-01');
      await page.locator('form:has(#as-of) button').click();
      await expect(page).toHaveURL(/day=2020-01-01/);
      await expect(page.locator('.notice')).toContainText(said);
      await expect(page.locator('#as-of')).toHaveValue('2020-01-01');
      await ready();
      await page.locator('.notice a').click();
      await expect(page).not.toHaveURL(/day=/);
      await expect(page.locator('.notice')).toHaveCount(0);
    }
    // Nobody could anything before there was anybody.
    await page.goto(pathIn(lang, '/technologies/object-storage?day=2020-01-01'));
    await expect(page.locator('.empty')).toHaveCount(1);
    // A day to come is today.
    await page.goto(pathIn(lang, '/technologies/object-storage?day=2999-01-01'));
    await expect(page.locator('.notice')).toHaveCount(0);
  });
}

journey('ko');
journey('en');

test("a firm's page is one thing on paper", async ({ page }) => {
  await page.goto('/companies/onsaebyeol-infra');
  await expect(page.locator('[data-print]')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.site-header')).toBeHidden();
  await expect(page.locator('[data-print]')).toBeHidden();
  await expect(page.locator('h1')).toBeVisible();
});

test('a link that leads out of the program or into the other language is an ordinary load', async ({ page, trouble }) => {
  trouble.allow(404, '/en/nowhere');
  await page.goto('/about');
  await hydrated(page);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/en/companies', textContent: 'across' });
    document.querySelector('main')!.append(link);
  });
  await page.locator('main a', { hasText: 'across' }).click();
  await expect(page).toHaveURL(/\/en\/companies/);
  await hydrated(page);
  await expect(page.locator('.brand-name')).toHaveText('Open Cloud Alliance');
  await expect(page.locator('.site-footer')).toBeVisible();
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/en/nowhere', textContent: 'lost' });
    document.querySelector('main')!.append(link);
  });
  await page.locator('main a', { hasText: 'lost' }).click();
  await expect(page.locator('.error-page')).toBeVisible();
  await expect(page.locator('.site-footer')).toBeVisible();
  await expect(page.locator('.brand-name')).toHaveText('Open Cloud Alliance');
});
