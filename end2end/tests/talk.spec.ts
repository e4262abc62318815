// Firms find each other: an offer, the conversation that it begins, a file, the exchange of contacts, and the ways out.
import type { Page } from '@playwright/test';
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

/** Each way has a firm of its own that offers, and one that writes. */
const PAIRS = {
  'ko-js': ['danbi@madipul.example', 'garam@soebuk-factory.example'],
  'ko-plain': ['jinsol@semgeulsup.example', 'yejun@moasol-lab.example'],
  'en-js': ['jeongdam@galdaegil-logis.example', 'juha@gotganbyeol-logis.example'],
  'en-plain': ['dayun@jangbukkot.example', 'hajin@dure-majung.example'],
};

/** The name of who is signed in, as the header shows it. */
async function nameOf(page: Page) {
  return (await page.locator('.site-header details.menu summary span').last().textContent())!;
}

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`an offer leads to contacts in ${lang}`, async ({ page, browser, baseURL, mail, trouble, javaScriptEnabled }) => {
    test.setTimeout(90_000);
    trouble.allow(422, '/api/');
    trouble.allow(404, '/api/');
    const way = javaScriptEnabled ? 'js' : 'plain';
    const [offering, writing] = PAIRS[`${lang}-${way}` as const];
    const mark = `${lang}${way}${Date.now()}`;
    const ready = async (on = page) => { if (javaScriptEnabled) await hydrated(on); };

    // The form is filled from the profile; only a mistake and a mark are typed.
    await signIn(page, offering);
    await page.goto(pathIn(lang, '/offers/new'));
    await ready();
    const form = page.locator('form[action$="offers/publish"]');
    await expect(form.locator('[name="form[technologies][]"]:checked').first()).toBeAttached();
    await expect(form.locator('[name="form[sector]"]')).not.toHaveValue('');
    const text = form.locator(`[name="form[text_${lang}]"]`);
    await text.fill(`함께할 곳을 찾습니다 ${mark}`);
    await form.locator('[name="form[until]"]').fill('2020-01-01');
    await form.locator('.form-actions button').last().click();
    await expect(page.locator('.error-summary')).toContainText(ko ? '60일' : 'sixty days');
    await expect(text).toHaveValue(`함께할 곳을 찾습니다 ${mark}`);
    await form.locator('[name="form[until]"]').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
    await form.locator('.form-actions button').last().click();
    await expect(page).toHaveURL(/published=1/);
    const address = new URL(page.url()).pathname;

    // Somebody else writes.
    const context = await browser.newContext({ baseURL, javaScriptEnabled });
    const other = await context.newPage();
    await signIn(other, writing);
    await other.goto(pathIn(lang, '/offers'));
    await ready(other);
    await other.locator(`a[href="${address}"]`).click();
    await expect(other.locator('.offer-text')).toContainText(mark);
    await ready(other);
    const answer = other.locator('form[action$="offers/answer"]');
    await answer.locator('[name=text]').fill(`<b>안녕하세요</b> ${mark}`);
    await answer.locator('.form-actions button').click();
    await expect(other).toHaveURL(/\/conversations\/[a-z0-9]+\?sent=1/);
    await ready(other);
    const talk = new URL(other.url()).pathname;
    await expect(other.locator('.thread-line.own')).toContainText(`<b>안녕하세요</b> ${mark}`);
    // The sample's people read Korean mails.
    const told = await mail(offering, '메시지가 왔습니다');
    expect(told.text).toContain(mark);

    // A file, and one that is none.
    const file = other.locator('form[action*="send_file"]');
    await file.locator('[name=file]').setInputFiles({ name: 'a.html', mimeType: 'text/html', buffer: Buffer.from('<script>') });
    await file.locator('.form-actions button').click();
    await expect(other.locator('.error-summary')).toBeVisible();
    await other.locator('form[action*="send_file"] [name=file]').setInputFiles({ name: `제안 ${mark}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${mark}`) });
    await other.locator('form[action*="send_file"] .form-actions button').click();
    await expect(other).toHaveURL(/sent=1/);
    await ready(other);
    const link = (await other.locator('.thread-files a').last().getAttribute('href'))!;
    const got = await other.request.get(link);
    expect(got.headers()['content-disposition']).toContain('attachment');
    expect(await got.text()).toContain(mark);

    // Nobody else reads any of it.
    const visitor = await browser.newContext({ baseURL });
    const stranger = await visitor.newPage();
    await signIn(stranger, 'jiam@oca.example');
    expect((await stranger.request.get(talk)).status()).toBe(404);
    expect((await stranger.request.get(link)).status()).toBe(404);
    await visitor.close();

    // The other side answers; names are not known yet.
    await page.goto(talk);
    await ready();
    await expect(page.locator('.thread-line:not(.own) .row-meta').first()).not.toContainText(await nameOf(other));
    await page.locator('form[action$="conversations/write"] [name=text]').fill('   ');
    await page.locator('form[action$="conversations/write"] .form-actions button').click();
    await expect(page.locator('.error-summary')).toBeVisible();
    await page.locator('form[action$="conversations/write"] [name=text]').fill(`네, 반갑습니다 ${mark}`);
    await page.locator('form[action$="conversations/write"] .form-actions button').click();
    await expect(page.locator('.thread-line.own')).toContainText(`네, 반갑습니다 ${mark}`);
    await other.goto(talk);
    await ready(other);
    await expect(other.locator('.thread-line').last()).toContainText(`네, 반갑습니다 ${mark}`);

    // Contacts: shown once both agreed.
    await other.locator('.side button[command=show-modal]').first().click();
    await other.locator('form[action$="conversations/share"] [name=phone]').fill('02-555-0177');
    await other.locator('form[action$="conversations/share"] .form-actions button').last().click();
    await expect(other).toHaveURL(/shared=1/);
    await expect(other.locator('.side')).not.toContainText('@');
    await page.goto(talk);
    await ready();
    await expect(page.locator('.side')).not.toContainText('02-555-0177');
    await page.locator('.side button[command=show-modal]').first().click();
    await page.locator('form[action$="conversations/share"] .form-actions button').last().click();
    await expect(page).toHaveURL(/shared=1/);
    await expect(page.locator('.side')).toContainText('02-555-0177');
    await expect(page.locator('.side')).toContainText(writing);

    // Enough of it.
    await ready();
    await page.locator('.side .cluster button[command=show-modal]').first().click();
    await page.locator('form[action$="conversations/block"] .form-actions button').last().click();
    await expect(page).toHaveURL(/blocked=1/);
    await other.goto(talk);
    await expect(other.locator('form[action$="conversations/write"]')).toHaveCount(0);
    await context.close();

    await page.goto(address);
    await ready();
    await page.locator('form[action$="offers/end"] button').click();
    await expect(page).toHaveURL(/ended=1/);
    expect((await page.request.get(pathIn(lang, '/offers'))).ok()).toBe(true);
    expect(await (await page.request.get(pathIn(lang, '/offers'))).text()).not.toContain(mark);
  });
}

journey('ko');
journey('en');

test('the secretariat hides an offer with a reason, and reads only what is reported', async ({ page, browser, baseURL, mail, trouble }) => {
  trouble.allow(404, '/api/');
  await signIn(page, 'jiam@oca.example');
  await page.goto('/offers');
  await hydrated(page);
  await page.locator('.row-item a', { hasText: '솔가지' }).click();
  await expect(page.locator('.offer-text')).toBeVisible();
  await hydrated(page);
  const address = new URL(page.url()).pathname;
  await page.locator('.page-actions button[command=show-modal]').click();
  await page.locator('form[action$="offers/hide"] [name=reason]').fill('가격을 적어 주세요.');
  await page.locator('form[action$="offers/hide"] .form-actions button').last().click();
  await expect(page).toHaveURL(/hidden=1/);
  expect((await mail('haru@solgaji-ops.example', '참여 희망을 숨겼습니다')).text).toContain('가격을 적어 주세요.');
  const visitor = await browser.newContext({ baseURL });
  expect((await visitor.request.get(address)).status()).toBe(404);
  await page.goto(address);
  await hydrated(page);
  await page.locator('form[action$="offers/hide"] button').click();
  await expect(page).toHaveURL(/shown=1/);
  expect((await visitor.request.get(address)).status()).toBe(200);

  const context = await browser.newContext({ baseURL });
  const member = await context.newPage();
  await signIn(member, 'seoyul@sumgyeol-chart.example');
  await member.goto('/conversations');
  await hydrated(member);
  await member.locator('.row-item a', { hasText: '너른결' }).click();
  await expect(member.locator('.thread-line').first()).toBeVisible();
  await hydrated(member);
  const talk = new URL(member.url()).pathname;
  expect((await page.request.get(talk)).status()).toBe(404);
  await member.locator('.side .cluster button[command=show-modal]').last().click();
  await member.locator('form[action$="conversations/report"] [name=reason]').fill('광고만 보냅니다.');
  await member.locator('form[action$="conversations/report"] .form-actions button').last().click();
  await expect(member).toHaveURL(/reported=1/);
  await page.goto('/secretariat/reports');
  await hydrated(page);
  await page.locator('.row-item a').first().click();
  await expect(page.locator('.thread-line').first()).toBeVisible();
  await hydrated(page);
  await expect(page.locator('form[action$="conversations/write"]')).toHaveCount(0);
  await page.locator('form[action$="conversations/settle_report"] button').click();
  await expect(page).toHaveURL(/\/secretariat\/reports/);
  expect((await page.request.get(talk)).status()).toBe(404);
  await context.close();
  await visitor.close();
});
