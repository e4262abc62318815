// A firm's steps into the alliance: its people do them, the secretariat asks for one again, leaves one out, accepts another.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const OWNER = 'taeo@marugyeol-cloud.example';
const COORDINATOR = 'jiam@oca.example';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a firm does its steps in ${lang}`, async ({ page, trouble, javaScriptEnabled }) => {
    trouble.allow(422, '/api/companies/');
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    const mark = `${javaScriptEnabled ? 'a' : 'b'}${lang}${Date.now()}`;
    const here = pathIn(lang, '/companies/marugyeol-cloud/onboarding');
    await signIn(page, OWNER);
    await page.goto(pathIn(lang, '/companies/marugyeol-cloud'));
    await ready();
    await page.locator('.page-actions a[href$="/onboarding"]').click();
    await expect(page.locator('h1')).toHaveText(ko ? '가입 절차' : 'Steps to membership');
    await ready();
    const representative = page.locator('form[action$="set_representative"]');
    await representative.locator('[name="form[name]"]').fill(`김하늘 ${mark}`);
    await representative.locator('[name="form[title]"]').fill('대표이사');
    await representative.locator('[name="form[phone]"]').fill('call me');
    await representative.locator('.form-actions button').click();
    await expect(page.locator('.error-summary')).toContainText('02-1234-5678');
    await expect(representative.locator('[name="form[name]"]')).toHaveValue(`김하늘 ${mark}`);
    await ready();
    await representative.locator('[name="form[phone]"]').fill('02-1234-5678');
    await representative.locator('.form-actions button').click();
    await expect(page).toHaveURL(/saved=1/);
    await ready();
    await expect(page.locator('#representative .badge')).toHaveText(ko ? '완료' : 'Done');

    const documents = page.locator('form[action*="send_document"]');
    await documents.locator('[name=document]').setInputFiles({ name: 'a.html', mimeType: 'text/html', buffer: Buffer.from('<script>') });
    await documents.locator('.form-actions button').click();
    await expect(page.locator('.error-summary')).toContainText(ko ? '받을 수 없는 형식' : 'not accepted');
    await documents.locator('[name=document]').setInputFiles({ name: `등록증 ${mark}.pdf`, mimeType: 'application/pdf', buffer: Buffer.concat([PDF, Buffer.from(mark)]) });
    await documents.locator('.form-actions button').click();
    await expect(page).toHaveURL(/saved=1/);
    await ready();
    const sent = page.locator('#documents li', { hasText: mark });
    const file = await page.request.get((await sent.locator('a').getAttribute('href'))!);
    expect(file.headers()['content-disposition']).toContain('attachment');
    expect((await file.body()).subarray(0, 8).toString()).toBe('%PDF-1.7');
    await sent.locator('form button').click();
    await expect(sent).toHaveCount(0);
    expect(page.url()).toContain(here);
  });
}

journey('ko');
journey('en');

test('the secretariat asks for a step again, and the firm is told', async ({ page, browser, baseURL }) => {
  const here = '/companies/onsaebyeol-infra/onboarding';
  await signIn(page, COORDINATOR);
  await page.goto(here);
  await hydrated(page);
  const step = page.locator('#number');
  await step.locator('button[command=show-modal]', { hasText: '다시 요청' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('textarea').fill('등록증과 번호가 다릅니다.');
  await dialog.locator('button[type=submit]').click();
  await expect(page).toHaveURL(/saved=1/);
  await expect(step.locator('.badge')).toHaveText('보완 필요');
  await expect(step).toContainText('등록증과 번호가 다릅니다.');

  const visitor = await browser.newContext({ baseURL });
  expect((await visitor.request.get(`${baseURL}/api/companies/onboarding?slug=onsaebyeol-infra`)).status()).toBe(401);
  await visitor.close();
});

test('another firm sees neither steps nor documents', async ({ page, trouble, baseURL }) => {
  trouble.allow(403, '/');
  await signIn(page, OWNER);
  expect((await page.goto('/companies/onsaebyeol-infra/onboarding'))?.status()).toBe(403);
  const multipart = { slug: 'onsaebyeol-infra', document: { name: 'a.pdf', mimeType: 'application/pdf', buffer: PDF } };
  const sent = await page.request.post(`${baseURL}/api/companies/send_document`, { multipart, headers: { origin: baseURL! } });
  expect(sent.status()).toBe(403);
  expect((await page.request.get(`${baseURL}/companies/onsaebyeol-infra/documents/nothing`)).status()).toBe(403);
});
