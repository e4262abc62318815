// From a gap of a sector to firms that could fill it: members are asked, firms outside invited, answers noted.
import { pathIn } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const COORDINATOR = 'jiam@oca.example';
/** Each way has a gap of its own. */
const GAPS: Record<string, { sector: string; technology: string }> = {
  'ko-js': { sector: 'healthcare', technology: 'telehealth' },
  'ko-plain': { sector: 'healthcare', technology: 'medical-imaging' },
  'en-js': { sector: 'finance', technology: 'siem' },
  'en-plain': { sector: 'logistics', technology: 'cold-chain' },
};

for (const lang of ['ko', 'en'] as const) {
  const ko = lang === 'ko';
  bothWays(`the secretariat recruits for a gap in ${lang}`, async ({ page, browser, mail, trouble, javaScriptEnabled, baseURL }) => {
    trouble.allow(422, '/api/');
    const way = `${lang}-${javaScriptEnabled ? 'js' : 'plain'}`;
    const { sector, technology } = GAPS[way];
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    await signIn(page, COORDINATOR);
    await page.goto(pathIn(lang, `/coverage?sector=${sector}`));
    await ready();
    await page.locator(`main td a[href*="technology=${technology}"]`).click();
    await expect(page.locator('h1')).toHaveText(ko ? '발굴·섭외' : 'Recruiting');
    await ready();

    const firm = `새별 ${way}`;
    const email = `contact@${way}.example`;
    const send = page.locator('form[action$="recruiting/add"] button[type=submit]').last();
    await page.locator('[name="form[email]"]').fill(email);
    await send.click();
    await expect(page.locator('.error-summary')).toContainText(ko ? '기업 이름' : 'Name of the firm');
    await expect(page.locator('[name="form[email]"]')).toHaveValue(email);
    await page.locator('[name="form[firm]"]').fill(firm);
    await page.locator('[name="form[source]"]').fill('협회 회원 명부');
    await send.click();
    await expect(page).toHaveURL(/added=1/);
    await ready();

    const row = page.locator('.queue .row-item', { hasText: firm });
    await expect(row.locator('.badge')).toHaveText(ko ? '접촉 예정' : 'Planned');
    await row.locator('form[action$="recruiting/invite"] button').click();
    await expect(page).toHaveURL(/invited=1/);
    expect((await mail(email)).text).toContain(firm);
    await expect(row.locator('.badge')).toHaveText(ko ? '연락함' : 'Contacted');
    await ready();
    await row.locator('button', { hasText: ko ? '답변 기록' : 'Note the answer' }).first().click();
    const dialog = row.locator('dialog[open]');
    await dialog.locator('[value=interested]').check();
    await dialog.locator('[name=note]').fill('다음 주에 만납니다.');
    await dialog.locator('button[type=submit]').click();
    await expect(page).toHaveURL(/interested=1/);
    await expect(row.locator('.badge')).toHaveText(ko ? '관심 있음' : 'Interested');
    await expect(row).toContainText('다음 주에 만납니다.');
    await expect(row.locator('form[action$="recruiting/invite"]')).toHaveCount(0);

    const stranger = await browser.newPage({ javaScriptEnabled, baseURL });
    await stranger.goto((await mail(email)).link(/contact\/stop/));
    if (javaScriptEnabled) await hydrated(stranger);
    await stranger.locator('main form button').click();
    await expect(stranger.locator('main')).toContainText(ko ? '다시 연락드리지 않겠습니다' : 'We will not write again');
    await page.reload();
    await expect(row).not.toContainText(email);
    await expect(row.locator('.badge')).toHaveText(ko ? '거절' : 'Declined');
  });
}

test('recruiting is for the secretariat alone', async ({ page, trouble }) => {
  trouble.allow(403, '/secretariat/recruiting');
  await signIn(page, 'taeo@marugyeol-cloud.example');
  expect((await page.goto('/secretariat/recruiting'))?.status()).toBe(403);
  expect((await page.request.get('/api/recruiting/list')).status()).toBe(403);
});
