// A firm maps what it can do: claims on one screen, evidence, the secretariat's confirmation, the map and the profile.
import type { Locator, Page } from '@playwright/test';
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const COORDINATOR = 'jiam@oca.example';
/** Each way uses technologies of its own, none of which the firm has in the sample world. */
const CLAIMS: Record<string, { technology: string; ko: string; wrong?: string }> = {
  'ko-js': { technology: 'NPU 서비스', ko: 'NPU 서비스', wrong: '없는 기술' },
  'ko-plain': { technology: '하이퍼바이저', ko: '하이퍼바이저' },
  'en-js': { technology: 'Archive Storage', ko: '아카이브 스토리지' },
  'en-plain': { technology: 'Bare Metal Provisioning', ko: '베어메탈 프로비저닝', wrong: 'No such thing' },
};

/** Opens the page of the secretariat's queue on which something stands. */
async function findInQueue(page: Page, queue: string, row: Locator) {
  for (let number = 1; number < 40; number += 1) {
    await page.goto(`${queue}?page=${number}`);
    if ((await row.count()) > 0) return;
  }
  throw new Error(`nothing in the queue is ${row}`);
}

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a firm maps its capabilities in ${lang}`, async ({ page, browser, mail, trouble, javaScriptEnabled, baseURL }) => {
    test.setTimeout(60_000);
    trouble.allow(422, '/api/');
    const { technology, ko: inKorean, wrong } = CLAIMS[`${lang}-${javaScriptEnabled ? 'js' : 'plain'}`];
    await signIn(page, 'narae@baeum-yeoul.example');
    await page.goto(pathIn(lang, '/companies/baeum-yeoul/capabilities/new'));
    if (javaScriptEnabled) await hydrated(page);
    const names = page.locator('[name="form[technologies][]"]');
    const levels = page.locator('[name="form[levels][]"]');
    if (wrong) {
      await names.nth(0).fill(wrong);
      await levels.nth(0).selectOption('3');
      await page.locator('main .form-actions button').click();
      await expect(page.locator('.error-summary')).toContainText(ko ? '핵심기술 맵에 없는 기술' : 'not on the map');
      await expect(names.nth(0)).toHaveValue(wrong);
    }
    await names.nth(0).fill(technology);
    await levels.nth(0).selectOption('3');
    await page.locator('main .form-actions button').click();
    await expect(page).toHaveURL(/\/capabilities\?saved=1$/);
    await page.locator('.row-title a', { hasText: technology }).click();

    await expect(page.locator('h1')).toContainText(technology);
    if (javaScriptEnabled) await hydrated(page);
    await page.locator('[name="form[kind]"]').selectOption('certificate');
    await page.locator('[name="form[title_ko]"]').fill(`인증서 ${technology}`);
    await page.locator('[name="form[issued]"]').fill('2025-03-01');
    await page.locator('form[action$="technologies/add_evidence"] button[type=submit]').click();
    await expect(page).toHaveURL(/\/capabilities\?proved=1$/);

    const desk = await browser.newPage({ javaScriptEnabled, baseURL });
    await signIn(desk, COORDINATOR);
    const firm = desk.locator('.review-queue > section', { hasText: ko ? '배움여울' : 'Baeum Yeoul' });
    const row = firm.locator('.row-item', { hasText: technology });
    await findInQueue(desk, `${baseURL}${pathIn(lang, '/secretariat/capabilities')}`, row);
    if (javaScriptEnabled) await hydrated(desk);
    await row.locator('form[action$="technologies/confirm"] button').click();
    await expect(row).toHaveCount(0);
    // The sample people read Korean.
    await mail('narae@baeum-yeoul.example', inKorean);

    const visitor = await browser.newPage({ javaScriptEnabled, baseURL });
    await visitor.goto(`${baseURL}${pathIn(lang, '/companies/baeum-yeoul')}`);
    const shown = visitor.locator('.capabilities > li', { hasText: technology });
    await expect(shown.locator('.badge.done')).toHaveText(ko ? '확인됨' : 'Verified');
    await expect(shown).not.toContainText(ko ? '3 상용 공급' : '3 Deliver');
    await shown.locator('a').first().click();
    await expect(visitor.locator('table')).toContainText(ko ? '배움여울' : 'Baeum');
    await page.goto(pathIn(lang, '/companies/baeum-yeoul'));
    await expect(page.locator('.capabilities > li', { hasText: technology })).toContainText(ko ? '3 상용 공급' : '3 Deliver');
  });
}

journey('ko');
journey('en');

/** Each way keeps the list of a sector of its own. */
const DEMANDS: Record<string, { sector: string; technology: string }> = {
  'ko-js': { sector: 'other', technology: 'GPU 서비스' },
  'ko-plain': { sector: 'untact-welfare', technology: 'GPU 서비스' },
  'en-js': { sector: 'logistics', technology: 'GPU as a Service' },
  'en-plain': { sector: 'education', technology: 'GPU as a Service' },
};

for (const lang of ['ko', 'en'] as const) {
  const ko = lang === 'ko';
  bothWays(`the secretariat keeps what a sector needs in ${lang}`, async ({ page, browser, trouble, javaScriptEnabled, baseURL }) => {
    trouble.allow(422, '/api/');
    const { sector, technology } = DEMANDS[`${lang}-${javaScriptEnabled ? 'js' : 'plain'}`];
    await signIn(page, COORDINATOR);
    await page.goto(pathIn(lang, `/coverage?sector=${sector}`));
    if (javaScriptEnabled) await hydrated(page);
    await page.locator(`main a[href$="/sectors/${sector}/demand"]`).click();
    await expect(page.locator('h1')).toContainText(ko ? '수요 기술' : 'needs');
    if (javaScriptEnabled) await hydrated(page);
    const names = page.locator('[name="form[technologies][]"]');
    const filled = (await names.evaluateAll((all) => all.filter((i) => (i as HTMLInputElement).value !== ''))).length;
    const fill = async (name: string) => {
      const hidden = page.locator('main details:not([open]) > summary');
      if (!(await names.nth(filled).isVisible())) await hidden.click();
      await names.nth(filled).fill(name);
      await page.locator('[name="form[weights][]"]').nth(filled).selectOption('5');
      await page.locator('[name="form[targets][]"]').nth(filled).selectOption('9');
      await page.locator('main .form-actions button').click();
    };
    await fill(ko ? '없는 기술' : 'No such thing');
    await expect(page.locator('.error-summary')).toContainText(ko ? '핵심기술 맵에 없는 기술' : 'not on the map');
    await expect(names.nth(filled)).toHaveValue(ko ? '없는 기술' : 'No such thing');
    await fill(technology);
    await expect(page).toHaveURL(/saved=1/);

    const visitor = await browser.newPage({ javaScriptEnabled, baseURL });
    await visitor.goto(`${baseURL}${pathIn(lang, `/sectors/${sector}`)}`);
    const row = visitor.locator('.row-item', { hasText: technology });
    await expect(row.locator('.row-meta span').last()).toHaveText(ko ? /필요한 기업 9곳$/ : /, 9 needed$/);
    await expect(row.locator('.cover')).toBeVisible();
    expect((await visitor.goto(`${baseURL}${pathIn(lang, `/sectors/${sector}/demand`)}`))?.status()).toBe(401);
  });
}

bothWays('two firms are compared side by side', async ({ page, javaScriptEnabled }) => {
  const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
  await page.goto('/companies/marugyeol-cloud');
  await ready();
  await page.locator('.page-actions a', { hasText: '다른 기업과 비교' }).click();
  await expect(page.locator('h1')).toHaveText('기업 비교');
  await expect(page.locator('thead th')).toHaveCount(2);
  await ready();
  await page.locator('main [name=q]').fill('배움');
  await page.locator('main [name=q]').press('Enter');
  await page.locator('main .cluster a', { hasText: '배움여울' }).click();
  await expect(page.locator('thead th')).toHaveText(['기술', '마루결클라우드', '배움여울']);
  await expect(page.locator('tbody td .cover').first()).toBeVisible();
  // What members alone may know.
  await expect(page.locator('table')).not.toContainText('상용 공급');
  await ready();
  await page.locator('tbody a', { hasText: '비교에서 제외' }).first().click();
  await expect(page.locator('thead th')).toHaveText(['기술', '배움여울']);
  await page.goBack();
  await expect(page.locator('thead th')).toHaveCount(3);
});

test('the map reads as a picture and as a table, and a sector narrows it', async ({ page }) => {
  await page.goto('/technologies');
  await hydrated(page);
  await expect(page.locator('.heat-cell')).toHaveCount(56);
  await page.locator('.tabs a', { hasText: '표로' }).click();
  await expect(page.locator('table tbody tr:has(td)')).toHaveCount(56);
  await expect(page).toHaveURL(/view=table/);
  await page.goBack();
  await expect(page.locator('.heat-cell')).toHaveCount(56);
  const all = await page.locator('.heat-grid').innerText();
  await page.locator('#sector-filter').selectOption('finance');
  await page.locator('.list-bar button').click();
  await expect(page).toHaveURL(/sector=finance/);
  await expect(page.locator('.heat-grid')).not.toHaveText(all);
});

test('the secretariat works through the queue by keyboard, and sends back with a frequent reason', async ({ page, trouble }) => {
  trouble.allow(422, '/api/technologies/give_back');
  await signIn(page, COORDINATOR);
  await page.goto('/secretariat/capabilities');
  await hydrated(page);
  const rows = page.locator('.review-queue .row-item');
  const name = async () => (await rows.first().locator('.row-title').textContent())!;
  await expect(rows).not.toHaveCount(0);
  // Letters mean nothing outside the list.
  const first = await name();
  await page.locator('h1').click();
  await page.keyboard.press('a');
  expect(await name()).toBe(first);
  await rows.first().getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('a');
  await expect(rows.first().locator('.row-title')).not.toHaveText(first);
  await expect(rows.first().getByRole('button').first()).toBeFocused();
  const second = await name();
  await page.keyboard.press('r');
  const dialog = page.locator('dialog[open]');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.locator('.error-summary')).toContainText('사유를 하나 고르거나');
  await dialog.getByText('증빙이 오래되었거나').click();
  await dialog.locator('button[type=submit]').click();
  await expect(rows.first().locator('.row-title')).not.toHaveText(second);
});
