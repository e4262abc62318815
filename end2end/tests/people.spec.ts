// The people of a firm: an owner asks somebody, who accepts; roles change; the last owner stays.
import { pathIn } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const OWNER = 'minho@bawisol-systems.example';
const FIRM = '/companies/bawisol-systems';
/** Each way asks somebody of its own. */
const NEWCOMERS: Record<string, string> = {
  'ko-js': 'yerin@batirang-systems.example',
  'ko-plain': 'sohyeon@jinggeomdol-ict.example',
  'en-js': 'gaeul@jamulsoebyeol.example',
  'en-plain': 'bodam@gogaenmaru-soft.example',
};

for (const lang of ['ko', 'en'] as const) {
  const ko = lang === 'ko';
  bothWays(`a firm invites a colleague in ${lang}`, async ({ page, browser, mail, trouble, javaScriptEnabled, baseURL }) => {
    test.setTimeout(60_000);
    trouble.allow(422, '/api/');
    trouble.allow(409, '/api/companies/remove_person');
    const email = NEWCOMERS[`${lang}-${javaScriptEnabled ? 'js' : 'plain'}`];
    const here = pathIn(lang, `${FIRM}/people`);
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    await signIn(page, OWNER);
    await page.goto(pathIn(lang, FIRM));
    await page.locator(`.page-actions a[href$="${FIRM}/people"]`).click();
    await expect(page.locator('h1')).toHaveText(ko ? '담당자' : 'People');
    await ready();

    const form = page.locator('form[action$="companies/invite"]');
    await form.locator('[name="form[email]"]').fill(OWNER);
    await form.locator('[name="form[role]"]').selectOption('editor');
    await form.locator('button[type=submit]').click();
    await expect(page.locator('.error-summary')).toContainText(ko ? '이미 이 기업의 담당자' : 'works for the firm already');
    await form.locator('[name="form[email]"]').fill(email);
    await form.locator('button[type=submit]').click();
    await expect(page).toHaveURL(/invited=1/);
    await mail(email, ko ? '담당자로 초대' : 'invites you');

    const newcomer = await browser.newPage({ javaScriptEnabled, baseURL });
    await signIn(newcomer, email);
    await newcomer.goto(`${baseURL}${pathIn(lang, '/companies/mine')}`);
    if (javaScriptEnabled) await hydrated(newcomer);
    await newcomer.locator('form[action$="companies/accept"] button').click();
    await expect(newcomer).toHaveURL(/people\?joined=1/);
    await expect(newcomer.locator('form[action$="companies/invite"]'), 'an editor does not invite').toHaveCount(0);

    await page.goto(here);
    await ready();
    const row = page.locator('.row-item', { hasText: email });
    await row.locator('button', { hasText: ko ? '역할 바꾸기' : 'Change the role' }).first().click();
    await row.locator('dialog[open] [value=viewer]').check();
    await row.locator('dialog[open] button[type=submit]').click();
    await expect(page).toHaveURL(/role_changed=1/);
    await expect(row.locator('.badge').first()).toHaveText(ko ? '열람자' : 'Viewer');

    await ready();
    const own = page.locator('.row-item', { hasText: OWNER });
    await own.locator('button', { hasText: ko ? '나가기' : 'Leave' }).first().click();
    await own.locator('dialog[open] button[type=submit]').click();
    await expect(page.locator('body')).toContainText(ko ? '마지막 대표 담당자입니다' : 'This is the last owner');

    await page.goto(here);
    await ready();
    await row.locator('button', { hasText: ko ? '내보내기' : 'Remove' }).first().click();
    await row.locator('dialog[open] button[type=submit]').click();
    await expect(page).toHaveURL(/person_removed=1/);
    await expect(row).toHaveCount(0);
    expect((await newcomer.goto(`${baseURL}${here}`))?.status()).toBe(403);
  });
}
