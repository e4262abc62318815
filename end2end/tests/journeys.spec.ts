// Journeys that must be effortless, counted in clicks (typing is not counted), in both languages, wide and on a phone.
import type { Locator, Page } from '@playwright/test';
import { pathIn, type Lang } from '../support/site.ts';
import { expect, hydrated, signIn, test } from '../support/test.ts';

/** Clicks and counts. */
class Clicks {
  count = 0;
  constructor(private readonly page: Page) {}

  async on(target: Locator) {
    await hydrated(this.page);
    await target.click();
    this.count += 1;
  }
}

const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

for (const lang of ['ko', 'en'] as const satisfies readonly Lang[]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test.describe(`${lang}, ${size}`, () => {
      test.use({ viewport });
      const way = `${lang}-${size}`;

      test(`1: a member finds a bid seat in three clicks (${way})`, async ({ page }) => {
        // Each way has a member of its own.
        const who = { 'ko-wide': 'taeo@marugyeol-cloud.example', 'ko-phone': 'uram@gyeolmunui-soft.example', 'en-wide': 'hyeonmuk@haemunui-cloud.example', 'en-phone': 'muyeol@mullebang-consulting.example' }[way]!;
        await signIn(page, who);
        await page.goto(pathIn(lang, '/'));
        const clicks = new Clicks(page);
        const card = page.locator('section', { has: page.locator('h2', { hasText: lang === 'ko' ? '채울 수 있는 사업' : 'your firm would complete' }) });
        await clicks.on(card.locator('.row-title a').first());
        await expect(page).toHaveURL(/\/bids\//);
        await clicks.on(page.locator('main a[href$="/answer"]').first());
        await expect(page).toHaveURL(/\/answer$/);
        const seats = page.locator('[name="form[seat]"]');
        if (await seats.first().getAttribute('type') === 'radio' && !(await page.locator('[name="form[seat]"]:checked').count())) await seats.first().check();
        await page.locator('[name="form[message]"]').fill('함께하고 싶습니다.');
        await clicks.on(page.locator('main form .form-actions button[type=submit]'));
        await expect(page).toHaveURL(/answered=1/);
        expect(clicks.count).toBeLessThanOrEqual(3);
      });

      test(`2: a firm joins in four clicks (${way})`, async ({ page, mail }) => {
        test.setTimeout(60_000);
        const email = `lee-${way}-${Date.now()}@newcomers.kr`;
        await page.goto(pathIn(lang, '/'));
        const clicks = new Clicks(page);
        await clicks.on(page.locator('.hero a.primary'));
        await page.locator('[name="form[name]"]').fill('이하늘');
        await page.locator('[name="form[email]"]').fill(email);
        await page.locator('[name="form[password]"]').fill('여울목 징검다리 42');
        await clicks.on(page.locator('main button[type=submit]'));
        await expect(page).toHaveURL(/\/sign-up\/sent$/);
        // The link in the mail opens a page with one button: that is the third click.
        await page.goto((await mail(email)).link(/verify/));
        await clicks.on(page.locator('main button[type=submit]'));
        await expect(page).toHaveURL(new RegExp(`${pathIn(lang, '/companies/new')}$`));
        await page.locator('[name="form[name_ko]"]').fill(`하늘 ${way} ${Date.now()}`);
        // Typing and choosing are filling in.
        await page.locator('[name="form[types][]"]').first().check();
        await page.locator('[name="form[sectors][]"]').first().check();
        await page.locator('[name="form[region]"]').selectOption('seoul');
        await page.locator('[name="form[size]"]').selectOption('small');
        await page.locator('[name="form[summary_ko]"]').fill('병원을 돕습니다.');
        await clicks.on(page.locator('main form .form-actions button[type=submit]'));
        await expect(page).toHaveURL(/sent=1$/);
        expect(clicks.count).toBe(4);
      });

      test(`3: a firm maps ten capabilities in two clicks (${way})`, async ({ page }) => {
        const who = { 'ko-wide': 'jinhyeok@dodamjae-cloud.example', 'ko-phone': 'haru@solgaji-ops.example', 'en-wide': 'jiyu@malbeot-namu.example', 'en-phone': 'seyun@neowajip-it.example' }[way]!;
        await signIn(page, who);
        await page.goto(pathIn(lang, '/'));
        const clicks = new Clicks(page);
        await clicks.on(page.locator('.page-actions a[href$="/capabilities/new"]'));
        await expect(page).toHaveURL(/\/capabilities\/new$/);
        await hydrated(page);
        const names = page.locator('[name="form[technologies][]"]');
        const offered = ['application-performance', 'batch-scheduling', 'bulk-data-transfer', 'business-process', 'distributed-query', 'distributed-tracing', 'document-management', 'in-memory-cache', 'search-engine', 'low-code'];
        await expect(names.nth(9)).toBeAttached();
        for (const [place, slug] of offered.entries()) {
          await names.nth(place).fill(slug);
          await page.locator('[name="form[levels][]"]').nth(place).selectOption('2');
        }
        await clicks.on(page.locator('main .form-actions button').last());
        await expect(page).toHaveURL(/saved=10$/);
        expect(clicks.count).toBe(2);
      });

      test(`4: a firm says what it offers in two clicks (${way})`, async ({ page }) => {
        const who = { 'ko-wide': 'haejun@seoritdol-datacentre.example', 'ko-phone': 'seou@saegim-docs.example', 'en-wide': 'jian@nungyeol-medical.example', 'en-phone': 'ubin@jinggeomdol-ict.example' }[way]!;
        await signIn(page, who);
        await page.goto(pathIn(lang, '/'));
        const clicks = new Clicks(page);
        await clicks.on(page.locator('.page-actions a[href$="/offers/new"]'));
        await expect(page).toHaveURL(/\/offers\/new$/);
        await clicks.on(page.locator('form[action$="offers/publish"] .form-actions button').last());
        await expect(page).toHaveURL(/published=1/);
        expect(clicks.count).toBeLessThanOrEqual(2);
        await page.locator('form[action$="offers/end"] button').click();
        await expect(page).toHaveURL(/ended=1/);
      });

      test(`7: a member registers for a meetup in two clicks and leaves in two (${way})`, async ({ page }) => {
        const who = { 'ko-wide': 'dogyeong@ieumgol-managed.example', 'ko-phone': 'urim@solgaji-ops.example', 'en-wide': 'daeun@chambit-compliance.example', 'en-phone': 'gaeul@jamulsoebyeol.example' }[way]!;
        await signIn(page, who);
        await page.goto(pathIn(lang, '/meetups'));
        const clicks = new Clicks(page);
        await clicks.on(page.locator('.row-title a', { hasText: lang === 'ko' ? '보안인증 온라인 상담실' : 'Certification Clinic Online' }));
        await expect(page).toHaveURL(/\/meetups\/[a-z0-9-]+$/);
        const leave = page.locator('form[action$="meetups/leave"] button');
        const register = page.locator('form[action$="meetups/register"] button').first();
        await expect(leave.or(register).first()).toBeVisible();
        if (await leave.count()) {
          await hydrated(page);
          await leave.last().click();
          await expect(register).toBeVisible();
        }
        await clicks.on(register);
        await expect(leave.last()).toBeVisible();
        expect(clicks.count).toBeLessThanOrEqual(2);
        clicks.count = 0;
        await clicks.on(leave.last());
        await expect(register).toBeVisible();
        expect(clicks.count).toBeLessThanOrEqual(2);
      });

      test(`9: a coordinator's morning begins with one click (${way})`, async ({ page }) => {
        await signIn(page, 'jiam@oca.example');
        await page.goto(pathIn(lang, '/'));
        const clicks = new Clicks(page);
        const queue = page.locator('.queue .row-title a[href$="/secretariat/capabilities"]');
        await clicks.on(queue);
        await expect(page.locator('.review-queue .row-item').first()).toBeVisible();
        expect(clicks.count).toBe(1);
        // Another test works at the first page by keyboard: this one goes on at the last.
        await page.goto(pathIn(lang, '/secretariat/capabilities?page=3'));
        const before = await page.locator('.page-head .lead').textContent();
        await clicks.on(page.locator('.review-queue .row-item').first().locator('form[action$="technologies/confirm"] button'));
        await expect(page.locator('.page-head .lead')).not.toHaveText(before!);
        expect(clicks.count).toBe(2);
      });
    });
  }
}
