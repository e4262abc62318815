// An act that cannot be taken back asks first, in a dialog that the browser itself opens; what was done is said above the page.
import { bothWays, expect, hydrated, signIn } from '../support/test.ts';

const DESK = '/companies/handeulmok-networks/capabilities';

bothWays('removing a capability asks first, and says that it is done', async ({ page, javaScriptEnabled }) => {
  await signIn(page, 'sangu@handeulmok-networks.example');
  await page.goto(DESK);
  const rows = page.locator('main .row-title a');
  const row = javaScriptEnabled ? rows.first() : rows.last();
  const [name, href] = [await row.innerText(), await row.getAttribute('href')];
  await page.goto(href!);
  if (javaScriptEnabled) await hydrated(page);

  const button = page.locator('button[command=show-modal]');
  const dialog = page.getByRole('dialog');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await expect(dialog).toHaveAccessibleName(`‘${name}’ 역량을 삭제할까요?`);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();

  await button.click();
  await dialog.getByRole('button', { name: '닫기' }).click();
  await expect(dialog).toBeHidden();

  await button.click();
  await dialog.getByRole('button', { name: '삭제' }).click();
  await expect(page).toHaveURL(/\/capabilities\?removed=/);
  await expect(page.locator('main .row-title a', { hasText: name }).and(page.locator(`[href="${href}"]`))).toHaveCount(0);
  const toast = page.locator('.toast');
  await expect(toast).toContainText('삭제했습니다');
  if (javaScriptEnabled) {
    await hydrated(page);
    await toast.getByRole('button', { name: '닫기' }).click();
    await expect(toast).toHaveCount(0);
  } else {
    await expect(toast.getByRole('button')).toBeHidden();
  }
});
