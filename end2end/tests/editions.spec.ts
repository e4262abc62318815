// The map changes: a draft that nobody sees, its publication, and old addresses that lead on.
import { pathIn } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

// There is one draft.
test.describe.configure({ mode: 'serial' });

/** Each way merges a technology of its own. */
const MERGES: Record<string, { area: string; from: string; into: string }> = {
  'ko-js': { area: 'energy', from: 'demand-response', into: 'virtual-power-plant' },
  'ko-plain': { area: 'customer-management', from: 'commerce-platform', into: 'crm' },
  'en-js': { area: 'network', from: 'cloud-dns', into: 'load-balancing' },
  'en-plain': { area: 'finops', from: 'budget-forecasting', into: 'rightsizing' },
};

for (const lang of ['ko', 'en'] as const) {
  const ko = lang === 'ko';
  bothWays(`the secretariat publishes an edition of the map in ${lang}`, async ({ page, browser, trouble, javaScriptEnabled, baseURL }) => {
    test.setTimeout(60_000);
    trouble.allow(422, '/api/');
    const way = `${lang}-${javaScriptEnabled ? 'js' : 'plain'}`;
    const { area, from, into } = MERGES[way];
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    await signIn(page, 'jiam@oca.example');
    await page.goto(pathIn(lang, `/secretariat/map?area=${area}`));
    await ready();

    const dialog = page.locator('dialog[open]');
    const send = async () => {
      await dialog.locator('button[type=submit]').click();
    };
    await page.locator('button', { hasText: ko ? '기술 추가' : 'Add a technology' }).first().click();
    await send();
    await expect(dialog.locator('.error-summary')).toContainText(ko ? '이름 (한국어)' : 'Name (Korean)');
    for (const [name, value] of [['name_ko', `새 기술 ${way}`], ['name_en', `New ${way}`], ['about_ko', '설명'], ['about_en', 'About']]) {
      await dialog.locator(`[name="form[${name}]"]`).fill(value);
    }
    await send();
    await expect(page).toHaveURL(/drafted=1/);
    await ready();

    const row = page.locator('.row-item', { hasText: from });
    await row.locator('button', { hasText: ko ? '합치기' : 'Merge' }).first().click();
    await dialog.locator('[name="form[target]"]').selectOption(into);
    await send();
    await expect(page.locator('h2', { hasText: ko ? '초안 2건' : 'Draft: 2 changes' })).toBeVisible();
    await ready();
    await page.locator('.row-item', { hasText: `${way}` }).locator('form[action$="undo_change"] button').click();
    await expect(page.locator('h2', { hasText: ko ? '초안 1건' : 'Draft: 1 change' })).toBeVisible();
    const visitor = await browser.newPage({ javaScriptEnabled, baseURL });
    await visitor.goto(`${baseURL}${pathIn(lang, `/technologies/${from}`)}`);
    expect(new URL(visitor.url()).pathname, 'nobody sees the draft').toBe(pathIn(lang, `/technologies/${from}`));

    await ready();
    await page.locator('button', { hasText: ko ? '개정판 발행' : 'Publish the edition' }).first().click();
    await send();
    await expect(dialog.locator('.error-summary')).toContainText(ko ? '무엇을 왜' : 'What changes');
    await dialog.locator('[name=note]').fill(`개정 ${way}`);
    await send();
    await expect(page).toHaveURL(/editions\?published=1/);
    await expect(page.locator('main')).toContainText(`개정 ${way}`);

    expect((await visitor.request.get(`${baseURL}${pathIn(lang, `/technologies/${from}`)}`, { maxRedirects: 0 })).status()).toBe(301);
    await visitor.goto(`${baseURL}${pathIn(lang, `/technologies/${from}`)}`);
    expect(new URL(visitor.url()).pathname).toBe(pathIn(lang, `/technologies/${into}`));
    await visitor.goto(`${baseURL}${pathIn(lang, '/technologies/editions')}`);
    await expect(visitor.locator('.bullets li').first()).toContainText(ko ? '통합' : 'merged into');
  });
}
