// What moved in a quarter, and what a firm could do on a day.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, test } from '../support/test.ts';

const FIRM = '/companies/marugyeol-cloud';

function visits(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a visitor sees what moved and what a firm could do in ${lang}`, async ({ page, javaScriptEnabled }) => {
    await page.goto(pathIn(lang, '/technologies'));
    await page.locator('.page-actions a[href$="/technologies/moves"]').click();
    await expect(page.locator('h1')).toHaveText(ko ? '역량 변화' : 'What moved');
    // The sample world has joined within the last years: some quarter has changes of every firm.
    const quarters = await page.locator('#quarter option').evaluateAll((options) => options.map((o) => (o as HTMLOptionElement).value));
    expect(quarters.length).toBeGreaterThan(1);
    let total = 0;
    for (const quarter of quarters) {
      await page.goto(pathIn(lang, `/technologies/moves?quarter=${quarter}`));
      await expect(page.locator('#quarter')).toHaveValue(quarter);
      const claimed = page.locator('label', { has: page.locator('[name=kind][value=claimed]') }).locator('.facet-count');
      total = (await claimed.count()) > 0 ? Number(await claimed.textContent()) : 0;
      if (total > 0) break;
    }
    expect(total).toBeGreaterThan(0);
    if (javaScriptEnabled) await hydrated(page);
    await page.locator('.facet input[name=kind][value=claimed]').check();
    await page.locator('.facets button').click();
    await expect(page).toHaveURL(/kind=claimed/);
    await expect(page.locator('.list-bar')).toContainText(String(total));
    await expect(page.locator('.row-item').first()).toContainText(ko ? '새로 등록' : 'Claimed');

    await page.goto(pathIn(lang, FIRM));
    await page.locator(`a[href$="${FIRM}/history"]`).click();
    await expect(page.locator('tbody tr').first()).toBeVisible();
    const now = await page.locator('tbody tr').count();
    await expect(page.locator('.timeline li')).not.toHaveCount(0);
    // Before it joined nothing was there; the day stands in the address, and Back leads to today.
    await page.locator('#day').fill('2015-01-02');
    await page.locator('.page-head form button').click();
    await expect(page).toHaveURL(/day=2015-01-02/);
    await expect(page.locator('main')).toContainText(ko ? '등록한 역량이 없습니다' : 'Nothing was claimed');
    await expect(page.locator('.timeline')).toHaveCount(0);
    await page.goBack();
    await expect(page.locator('tbody tr')).toHaveCount(now);
  });
}

visits('ko');
visits('en');

test('a day that is none, or is to come, is today', async ({ page }) => {
  for (const day of ['2999-01-01', '2026-02-31', 'x', '']) {
    const answer = await page.goto(`${FIRM}/history?day=${day}`);
    expect(answer?.status()).toBe(200);
    const today = await page.locator('#day').getAttribute('max');
    await expect(page.locator('#day')).toHaveValue(today ?? '');
  }
});
