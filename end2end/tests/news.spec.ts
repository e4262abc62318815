// News: written, told, read, corrected and taken away; and the inbox in which it arrives.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const WRITER = 'jiam@oca.example';

function writing(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`the secretariat writes a notice in ${lang}`, async ({ page, trouble, browser, baseURL, javaScriptEnabled }) => {
    trouble.allow(422, '/api/news/');
    trouble.allow(404, '/api/');
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    const mark = `${lang}${javaScriptEnabled ? 'a' : 'b'}${Date.now()}`;
    await signIn(page, WRITER);
    await page.goto(pathIn(lang, '/news'));
    await ready();
    await page.locator('.page-actions a.primary').click();
    await expect(page.locator('h1')).toHaveText(ko ? '소식 쓰기' : 'Write a notice');
    await ready();
    const form = page.locator('form[action$="news/publish"]');
    await form.locator('[name="form[sector]"]').selectOption('education');
    await form.locator('[name="form[audience]"][value=members]').check();
    await form.locator(`[name="form[body_${lang}]"]`).fill('첫 문장입니다.\n\n<script>alert(1)</script>');
    await form.locator('.form-actions button').last().click();
    await expect(page.locator('.error-summary')).toBeVisible();
    await expect(form.locator(`[name="form[body_${lang}]"]`)).toHaveValue(/첫 문장입니다/);
    await form.locator(`[name="form[title_${lang}]"]`).fill(`모임 ${mark}`);
    await form.locator('.form-actions button').last().click();
    await expect(page).toHaveURL(/published=1/);
    await ready();
    await expect(page.locator('h1')).toContainText(`모임 ${mark}`);
    const address = new URL(page.url()).pathname;

    // Members of the sector find it in their inbox, others and visitors do not find it at all.
    const member = await browser.newContext({ baseURL });
    const reader = await member.newPage();
    await signIn(reader, 'yejun@moasol-lab.example');
    await expect.poll(async () => (await (await reader.request.get('/inbox')).text()).includes(mark)).toBe(true);
    expect((await reader.request.get(address)).status()).toBe(200);
    await member.close();
    const visitor = await browser.newContext({ baseURL });
    expect((await visitor.request.get(address)).status()).toBe(404);
    expect(await (await visitor.request.get(pathIn(lang, '/news'))).text()).not.toContain(mark);
    await visitor.close();

    await page.goto(`${address}/edit`);
    await ready();
    const edit = page.locator('form[action$="news/update"]');
    await edit.locator('[name="form[audience]"][value=public]').check();
    await edit.locator('.form-actions button').last().click();
    await expect(page).toHaveURL(/saved=1/);
    expect(await (await page.request.get('/feed.atom?lang=' + lang)).text()).toContain(mark);
    await ready();
    const remove = page.locator('form[action$="news/remove"]');
    await page.locator('.page-actions button[command=show-modal]').click();
    await remove.locator('button[type=submit], button:not([type])').last().click();
    await expect(page).toHaveURL(/removed=1/);
    expect((await page.request.get(address)).status()).toBe(404);
  });
}

writing('ko');
writing('en');

test('the feeds are Atom, and a sector that is none has none', async ({ request }) => {
  for (const path of ['/feed.atom', '/sectors/healthcare/feed.atom?lang=en']) {
    const feed = await request.get(path);
    expect(feed.headers()['content-type']).toContain('application/atom+xml');
    const text = await feed.text();
    expect(text).toMatch(/<feed[^>]*xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);
    expect(text).toContain('<entry>');
    const again = await request.get(path, { headers: { 'if-none-match': feed.headers().etag } });
    expect(again.status()).toBe(304);
  }
  expect((await request.get('/sectors/nothing/feed.atom')).status()).toBe(404);
});

test('a member reads everything at once and chooses how news reaches them; nobody else reads their inbox', async ({ page, browser, baseURL }) => {
  await signIn(page, 'seou@saegim-docs.example');
  await page.goto('/inbox');
  await hydrated(page);
  const visitor = await browser.newContext({ baseURL });
  expect((await visitor.request.get('/api/inbox/list')).status()).toBe(401);
  await visitor.close();
  await page.locator('[name=news][value=never]').check();
  await page.locator('form[action$="set_preference"] button').last().click();
  await expect(page).toHaveURL(/saved=1/);
  await hydrated(page);
  await expect(page.locator('[name=news][value=never]')).toBeChecked();
  await expect(page.locator('.unread').first()).toBeVisible();
  await page.locator('form[action$="read_all"] button').click();
  await expect(page).toHaveURL(/read=1/);
  await expect(page.locator('.unread')).toHaveCount(0);
});
