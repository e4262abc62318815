// Signing in as a person would, with JavaScript or without.

/**
 * Signs in and waits until the sign-in page is left.
 * @param {import('@playwright/test').Page} page
 * @param {string} email
 * @param {string} [password] the sample people's, unless another is meant
 */
export async function signIn(page, email, password = process.env.OCA_E2E_PASSWORD ?? '') {
  await page.goto('/sign-in');
  const form = page.locator('form:has(input[type=password])');
  await form.locator('input[type=email]').fill(email);
  await form.locator('input[type=password]').fill(password);
  await form.locator('button[type=submit]').click();
  await page.waitForURL((url) => !/\/sign-in$/.test(url.pathname) && !url.pathname.startsWith('/api/'));
}
