// Mails travel to a real mail server: in the reader's language, as text and HTML, once each, also past a busy server.
import { BUSY } from '../support/mail-server.mjs';
import { mailsTo, mailTo } from '../support/mail.ts';
import { pathIn, type Lang } from '../support/site.ts';
import { expect, test } from '../support/test.ts';
import type { Page } from '@playwright/test';

async function signUp(page: Page, lang: Lang, email: string, name: string) {
  await page.goto(pathIn(lang, '/sign-up'));
  await page.locator('[name="form[name]"]').fill(name);
  await page.locator('[name="form[email]"]').fill(email);
  await page.locator('[name="form[password]"]').fill('여울목 징검다리 42');
  await page.locator('main button[type=submit]').click();
  await expect(page).toHaveURL(/\/sign-up\/sent$/);
}

const SUBJECTS: Record<Lang, string> = { ko: '[OCA] 이메일 주소를 확인해 주세요', en: '[OCA] Please confirm your e-mail address' };

for (const lang of ['ko', 'en'] as const) {
  test(`a mail has a text and an HTML part in ${lang}, and shows a name as it was typed`, async ({ page }) => {
    const email = `letter-${lang}-${Date.now()}@joins.kr`;
    await signUp(page, lang, email, '"O\'Neil" <한&결>');
    const mail = await mailTo(email);
    expect(mail.subject).toBe(SUBJECTS[lang]);
    expect(mail.text).toContain('"O\'Neil" <한&결>');
    await page.goto('about:blank');
    await page.setContent(mail.html);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('body')).toContainText('"O\'Neil" <한&결>');
    await expect(page.getByRole('link').first()).toHaveAttribute('href', mail.link(/verify/));
  });
}

test('a mail that the server refuses for now is sent again, and only once', async ({ page }) => {
  test.setTimeout(90_000);
  const email = `${BUSY}${Date.now()}@joins.kr`;
  await signUp(page, 'ko', email, '김가람');
  await mailTo(email, '', 60_000);
  // Longer than the pause between two looks of the worker.
  await page.waitForTimeout(3000);
  expect(await mailsTo(email)).toHaveLength(1);
});
