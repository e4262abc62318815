// Pages that visitors only read stand still: the browser fetches neither their code nor their data before it is needed.
import { type Page, type Request } from '@playwright/test';
import { expect, hydrated, signIn, test } from '../support/test.ts';

/** The files of code and data that a page asks for, from now on. */
function asked(page: Page): string[] {
  const files: string[] = [];
  page.on('request', (request: Request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.wasm') || pathname.startsWith('/api/')) files.push(pathname);
  });
  return files;
}

/** Marks the document, so that a later look tells whether it is still the same one. */
const mark = (page: Page) => page.evaluate(() => { document.documentElement.dataset.marked = ''; });
const isMarked = (page: Page) => page.evaluate(() => 'marked' in document.documentElement.dataset);

for (const path of ['/', '/companies', '/companies/marugyeol-cloud', '/technologies', '/consortia/factory-foresight', '/meetups', '/bids', '/sign-in']) {
  test(`a visitor's first look at ${path} costs one file of code and no data`, async ({ page }) => {
    const files = asked(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    await hydrated(page);
    expect(files.filter((file) => file.endsWith('.wasm'))).toHaveLength(1);
    expect(files.filter((file) => file.startsWith('/api/'))).toEqual([]);
    expect(await page.locator('script[type="application/json"]').count(), 'only who looks is sent beside the page').toBe(1);
  });
}

test('a visitor goes on inside the app: to a firm, to the next page of the list, and Back', async ({ page }) => {
  await page.goto('/companies');
  await hydrated(page);
  await mark(page);
  const first = await page.locator('.row-title').allInnerTexts();
  await page.locator('.pager a').last().click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator('.row-title').first()).not.toHaveText(first[0]!);
  await expect(page.locator('h1')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('.row-title')).toHaveText(first);
  await page.locator('.row-title a').first().click();
  await expect(page.locator('h1')).toContainText(first[0]!);
  await expect(page).toHaveTitle(new RegExp(first[0]!));
  await expect(page.locator('head > meta[name=description]')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('.row-title')).toHaveText(first);
  expect(await isMarked(page), 'one document all the way').toBe(true);
});

test('whoever signs in gets the page alive', async ({ page }) => {
  await signIn(page, 'taeo@marugyeol-cloud.example');
  await page.goto('/consortia/factory-foresight');
  await hydrated(page);
  await expect(page.locator('[data-still]')).toHaveCount(0);
  expect(await page.locator('script[type="application/json"]').count()).toBe(2);
});
