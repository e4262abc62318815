// A firm joins: sign-up, the mailed link, the form with mistakes, the secretariat's answer, the public page.
import type { Page } from '@playwright/test';
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const COORDINATOR = 'jiam@oca.example';

let serial = 0;

/** Ten digits whose check digit fits; another one at each call. */
function registrationNumber(): string {
  const nine = String(910_000_000 + (Date.now() % 8_000_000) * 10 + (serial++ % 10)).slice(0, 9);
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const digits = [...nine].map(Number);
  const sum = digits.reduce((n, d, i) => n + d * weights[i], 0) + Math.floor((digits[8] * 5) / 10);
  return nine + String((10 - (sum % 10)) % 10);
}

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a firm joins in ${lang}`, async ({ page, browser, mail, trouble, javaScriptEnabled, baseURL }) => {
    test.setTimeout(60_000);
    const way = javaScriptEnabled ? 'js' : 'plain';
    const email = `kim-${lang}-${way}-${Date.now()}@joins.kr`;
    const name = `가람${lang}${way}${Date.now()}`;
    trouble.allow(422, '/api/');

    await page.goto(pathIn(lang, '/sign-up'));
    await page.locator('[name="form[name]"]').fill('김가람');
    await page.locator('[name="form[email]"]').fill(email);
    await page.locator('[name="form[password]"]').fill('여울목 징검다리 42');
    await page.locator('main button[type=submit]').click();
    await expect(page).toHaveURL(/\/sign-up\/sent$/);
    await page.goto((await mail(email)).link(/verify/));
    await page.locator('main button[type=submit]').click();
    await expect(page).toHaveURL(/\/account$/);

    await page.goto(pathIn(lang, '/companies/new'));
    if (javaScriptEnabled) await hydrated(page);
    await page.locator('[name="form[name_ko]"]').fill(name);
    await page.locator('[name="form[brn]"]').fill('000-00-00000');
    await page.locator('main form .form-actions button[type=submit]').click();
    await expect(page.locator('.error-summary li')).toHaveCount(6);
    await expect(page.locator('[name="form[name_ko]"]')).toHaveValue(name);
    await expect(page.locator('[name="form[brn]"]')).toHaveAttribute('aria-invalid', 'true');

    await page.locator('[name="form[brn]"]').fill(registrationNumber());
    await page.locator('label.choice', { hasText: 'SaaS' }).click();
    await page.locator('label.choice', { hasText: ko ? '물류' : 'Logistics' }).click();
    await page.locator('[name="form[region]"]').selectOption('busan');
    await page.locator('[name="form[size]"]').selectOption('small');
    await page.locator('[name="form[summary_ko]"]').fill('부두의 **물류**를 <b>돕습니다</b>.');
    if (javaScriptEnabled) {
      await expect(page.locator('.preview strong')).toHaveText('물류');
      await expect(page.locator('.saved-note')).not.toBeEmpty({ timeout: 15_000 });
    }
    await page.locator('main form .form-actions button[type=submit]').click();
    await expect(page).toHaveURL(/\/companies\/[a-z0-9-]+\?sent=1$/);
    await expect(page.locator('h1')).toContainText(name);
    await expect(page.locator('.prose strong')).toHaveText('물류');
    await expect(page.locator('.prose b')).toHaveCount(0);
    const address = new URL(page.url()).pathname;

    const visitor = await browser.newPage({ javaScriptEnabled });
    expect((await visitor.goto(`${baseURL}${address}`))?.status()).toBe(404);

    const desk = await browser.newPage({ javaScriptEnabled, baseURL });
    await signIn(desk, COORDINATOR);
    await desk.goto(`${baseURL}${pathIn(lang, '/secretariat')}`);
    if (javaScriptEnabled) await hydrated(desk);
    const row = desk.locator('.queue .row-item', { hasText: name });
    await row.locator('form[action$="companies/approve"] button').click();
    await expect(row).toHaveCount(0);

    const told = await mail(email);
    await expect.poll(async () => (await mail(email)).subject).toContain(name);
    expect(told.to).toContain(email);
    await visitor.goto(`${baseURL}${pathIn(lang, '/search')}?q=${encodeURIComponent(name)}`);
    await visitor.locator('.row-title a', { hasText: name }).click();
    await expect(visitor).toHaveURL(`${baseURL}${address}`);
    await expect(visitor.locator('.verified')).toBeVisible();
  });
}

journey('ko');
journey('en');

test('filters stand in the address and Back restores them', async ({ page }) => {
  await page.goto('/companies');
  await hydrated(page);
  const all = await page.locator('.list-bar').innerText();
  await page.locator('.facet input[name=type][value=infrastructure]').check();
  await page.locator('.facets button').click();
  await expect(page).toHaveURL(/type=infrastructure/);
  await expect(page.locator('.list-bar')).not.toHaveText(all);
  await page.goBack();
  await expect(page.locator('.list-bar')).toHaveText(all);
});

test('a link leads to the top of the page and the keyboard to its content, Back to where one was', async ({ page }) => {
  await page.goto('/companies');
  await hydrated(page);
  const link = page.locator('main .row-title a').nth(15);
  await link.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => Math.round(scrollY));
  expect(before).toBeGreaterThan(300);
  const name = await link.innerText();
  await link.click();
  await expect(page.locator('h1')).toContainText(name);
  await expect(page.locator('#main')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(page.locator('main .row-title a').nth(15)).toBeVisible();
  // Other tests add firms meanwhile, whose rows differ in height.
  await expect.poll(() => page.evaluate((y) => Math.abs(scrollY - y), before)).toBeLessThan(150);
});

/** Types something, and waits until it is kept. */
async function typeAndKeep(page: Page, field: string, text: string) {
  await page.locator(field).fill(text);
  await expect(page.locator('.saved-note')).not.toBeEmpty();
}

test('what was typed survives a reload', async ({ page }) => {
  await signIn(page, 'taeo@marugyeol-cloud.example');
  await page.goto('/companies/new');
  // At once: the form is the server's, its code is still on its way.
  await typeAndKeep(page, '[name="form[name_ko]"]', '남겨둔 이름');
  await page.reload();
  await expect(page.locator('[name="form[name_ko]"]')).toHaveValue('남겨둔 이름');
});

bothWays('an edit that somebody else overtook shows both texts and loses none', async ({ page, browser, baseURL, trouble, javaScriptEnabled }) => {
  trouble.allow(409, '/api/companies/update');
  // Each way has its own firm.
  const [firm, owner] = javaScriptEnabled
    ? ['onsaebyeol-infra', 'gaon@onsaebyeol-infra.example']
    : ['seoritdol-data-centre', 'haejun@seoritdol-datacentre.example'];
  const edit = `/companies/${firm}/edit`;
  const field = '[name="form[website]"]';
  const save = 'main form .form-actions button[type=submit]';
  await signIn(page, owner);
  await page.goto(edit);
  if (javaScriptEnabled) await hydrated(page);
  const before = await page.locator(field).inputValue();
  const theirs = `${before}/${Date.now()}`;
  const other = await browser.newPage({ baseURL, javaScriptEnabled });
  await signIn(other, owner);
  await other.goto(edit);
  if (javaScriptEnabled) await hydrated(other);
  await other.locator(field).fill(theirs);
  await other.locator(save).click();
  await expect(other).toHaveURL(/saved=1/);

  await page.locator(field).fill(`${before}/korea`);
  await page.locator(save).click();
  await expect(page.locator('.error-summary')).toContainText('다른 사람이 내용을 바꾸었습니다');
  await expect(page.locator(field)).toHaveValue(`${before}/korea`);
  await expect(page.locator('.stored-meanwhile')).toHaveCount(1);
  await expect(page.locator('.field', { has: page.locator(field) }).locator('blockquote')).toHaveText(theirs);
  await page.locator(save).click();
  await expect(page).toHaveURL(/saved=1/);
  await page.goto(edit);
  await expect(page.locator(field)).toHaveValue(`${before}/korea`);
  await expect(page.locator('.stored-meanwhile')).toHaveCount(0);
});

test('a draft that somebody overtook comes back with what is stored now, and what was sent leaves none', async ({ page, browser, baseURL }) => {
  const edit = '/companies/dodamjae-cloud/edit';
  const field = '[name="form[website]"]';
  const save = 'main form .form-actions button[type=submit]';
  await signIn(page, 'jinhyeok@dodamjae-cloud.example');
  await page.goto(edit);
  await hydrated(page);
  const before = await page.locator(field).inputValue();
  await typeAndKeep(page, field, `${before}/draft`);

  const other = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await signIn(other, 'jinhyeok@dodamjae-cloud.example');
  await other.goto(edit);
  await expect(other.locator('.notice'), 'the draft is the person\'s, wherever they sign in').toContainText('임시저장한 내용');
  await other.locator(field).fill(`${before}/sent`);
  await other.locator(save).click();
  await expect(other).toHaveURL(/saved=1/);

  const kept = page.waitForResponse((answer) => answer.url().includes('save_draft'));
  await page.locator(field).fill(`${before}/draft-again`);
  await kept;
  await page.goto(edit);
  await hydrated(page);
  await expect(page.locator(field)).toHaveValue(`${before}/draft-again`);
  await expect(page.locator('.stored-meanwhile blockquote')).toHaveText(`${before}/sent`);
  await page.locator(field).fill(before);
  await page.locator(save).click();
  await expect(page).toHaveURL(/saved=1/);
  // Longer than the pause after which a draft is kept.
  await page.waitForTimeout(2500);
  await page.goto(edit);
  await hydrated(page);
  await expect(page.locator('main form[data-draft]')).toBeVisible();
  await expect(page.locator('.notice')).toHaveCount(0);
});

bothWays('a confirmed name stands until the secretariat agrees to another', async ({ page, browser, baseURL, trouble, mail, javaScriptEnabled }) => {
  trouble.allow(422, '/api/');
  const [firm, owner, english] = javaScriptEnabled
    ? ['solgaji-ops', 'haru@solgaji-ops.example', 'Solgaji']
    : ['naite-backup', 'irang@naite-backup.example', 'Naite'];
  const name = page.locator('[name="form[name_en]"]');
  const save = page.locator('main form .form-actions button[type=submit]');
  const asked = `${english} ${Date.now()}`;
  await signIn(page, owner);
  const edit = async (to: string, told: RegExp) => {
    await page.goto(`/companies/${firm}/edit`);
    if (javaScriptEnabled) await hydrated(page);
    await name.fill(to);
    await save.click();
    await expect(page).toHaveURL(told);
  };
  await page.goto(`/companies/${firm}/edit`);
  const confirmed = await name.inputValue();
  await edit(asked, /asked=1/);
  await page.goto(`/en/companies/${firm}`);
  await expect(page.locator('h1')).toHaveText(confirmed);

  const desk = await browser.newPage({ baseURL, javaScriptEnabled });
  await signIn(desk, COORDINATOR);
  const row = desk.locator('.queue .row-item', { hasText: asked });
  const visit = async () => {
    await desk.goto('/secretariat');
    if (javaScriptEnabled) await hydrated(desk);
  };
  await visit();
  await expect(row.locator('del')).toHaveText(confirmed);
  await row.getByRole('button', { name: '보완 요청' }).click();
  await desk.locator('dialog[open] textarea').fill('등기부 등본을 보내 주세요.');
  await desk.locator('dialog[open] button[type=submit]').click();
  await expect(row).toHaveCount(0);
  expect((await mail(owner, '반영하지 못했습니다')).text).toContain('등기부 등본을 보내 주세요.');

  // Asked again and taken back by saving the confirmed name; asked once more and agreed to.
  await edit(asked, /asked=1/);
  await edit(confirmed, /saved=1/);
  await visit();
  await expect(row).toHaveCount(0);
  await edit(asked, /asked=1/);
  await visit();
  await row.locator('form[action$="approve_change"] button').click();
  await expect(row).toHaveCount(0);
  await page.goto(`/en/companies/${firm}`);
  await expect(page.locator('h1')).toHaveText(asked);
});
