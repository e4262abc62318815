// A firm says what it offers, with certificates and listings; everybody reads and finds it.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const OWNER = 'taeo@marugyeol-cloud.example';
const FIRM = '/companies/marugyeol-cloud';

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a firm offers a service in ${lang}`, async ({ page, browser, trouble, javaScriptEnabled, baseURL }) => {
    test.setTimeout(60_000);
    trouble.allow(422, '/api/');
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    // Two syllables that nothing else holds, so that search finds it by itself.
    const name = `${ko ? '햇뉘' : 'Haetnwi'}${javaScriptEnabled ? '' : ' plain'} ${Date.now()}`;
    await signIn(page, OWNER);
    await page.goto(pathIn(lang, `${FIRM}/services`));
    await page.locator('.page-actions a').click();
    await expect(page.locator('h1')).toHaveText(ko ? '서비스 등록' : 'Add a service');
    await ready();
    await page.locator(`[name="form[name_${lang}]"]`).fill(name);
    await page.locator('[name="form[technologies][]"]').nth(0).fill(ko ? '없는 기술' : 'No such thing');
    await page.locator('main .form-actions button').click();
    await expect(page.locator('.error-summary li')).toHaveCount(2);
    await expect(page.locator(`[name="form[name_${lang}]"]`)).toHaveValue(name);
    await page.locator('[name="form[kind]"]').selectOption('cloud');
    await page.locator(`[name="form[about_${lang}]"]`).fill(ko ? '햇볕을 예보합니다.' : 'Forecasts sunshine.');
    await page.locator(`[name="form[price_${lang}]"]`).fill(ko ? '월 7만 7천원' : '77,000 won a month');
    await page.locator('main .form-actions button').click();
    await expect(page.locator('.error-summary')).toContainText(ko ? '핵심기술 맵에 없는 기술' : 'not on the map');
    await page.locator('[name="form[technologies][]"]').nth(0).fill(ko ? 'GPU 서비스' : 'GPU as a Service');
    await page.locator('main .form-actions button').click();
    await expect(page).toHaveURL(/\/services\?saved=1$/);

    const card = page.locator('.services > li', { hasText: name });
    await ready();
    await card.getByRole('button', { name: ko ? '인증 추가' : 'Add a certificate' }).click();
    const certify = page.locator('dialog[open]');
    await certify.locator('[name="form[scheme]"]').selectOption('csap');
    await certify.locator('button[type=submit]').click();
    await expect(page.locator('dialog[open] .error-summary')).toContainText(ko ? '신청일이나 발급일' : 'application or of issue');
    const applied = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
    await page.locator('dialog[open] [name="form[applied]"]').fill(applied);
    await page.locator('dialog[open] button[type=submit]').click();
    await expect(page.locator('dialog[open]')).toHaveCount(0);
    await expect(card).toContainText(/2[01]일째 · 목표 75일|day 2[01] of 75/);

    const visitor = await browser.newPage({ javaScriptEnabled, baseURL });
    await visitor.goto(`${baseURL}${pathIn(lang, `/search?q=${encodeURIComponent(name)}`)}`);
    await visitor.locator('main a', { hasText: name }).first().click();
    await expect(visitor).toHaveURL(/marugyeol-cloud#service-/);
    const shown = visitor.locator('.services > li', { hasText: name });
    await expect(shown).toContainText(/목표 75일|of 75/);
    await expect(shown).not.toContainText('77,000');
    await expect(shown).not.toContainText('7만 7천원');
    expect((await visitor.goto(`${baseURL}${pathIn(lang, `${FIRM}/services`)}`))?.status()).toBe(401);

    await card.getByRole('button', { name: ko ? '삭제' : 'Remove' }).first().click();
    await page.locator('dialog[open] button[type=submit]').click();
    await expect(page).toHaveURL(/removed=1/);
    await expect(page.locator('.services > li', { hasText: name })).toHaveCount(0);
  });
}

journey('ko');
journey('en');

test('nobody keeps the services of another firm', async ({ page, trouble }) => {
  trouble.allow(403, '/');
  await signIn(page, 'narae@baeum-yeoul.example');
  expect((await page.goto(`${FIRM}/services`))?.status()).toBe(403);
  expect((await page.goto(`${FIRM}/services/new`))?.status()).toBe(403);
});
