// Sector groups: a firm joins one, says what it does there and leaves; the secretariat names who coordinates it, and what
// that lets them do.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const COORDINATOR = 'jiam@oca.example';

function joining(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a firm joins a group, chooses its fields and leaves in ${lang}`, async ({ page, javaScriptEnabled }) => {
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    // Each way has a firm and a group of its own.
    const [owner, slug] = ko ? ['jinsol@semgeulsup.example', 'semgeulsup'] : ['seoyul@sumgyeol-chart.example', 'sumgyeol-chart'];
    const sector = javaScriptEnabled ? 'other' : 'untact-welfare';
    const here = pathIn(lang, `/sectors/${sector}`);
    await signIn(page, owner);
    await page.goto(here);
    await ready();
    const own = page.locator('.own-firms li');
    await expect(own).toHaveCount(1);
    const join = page.locator('form[action$="companies/join_group"]');
    await own.locator('button[command=show-modal]').click();
    await join.locator('input[type=checkbox]').nth(1).check();
    await join.locator('button[type=submit], button:not([type])').last().click();
    await expect(page).toHaveURL(/joined_group=1/);
    await ready();
    await expect(own.locator('.badge')).toHaveText(ko ? '이 그룹의 회원사' : 'Member of this group');
    await page.goto(pathIn(lang, `/companies?sector=${sector}`));
    await expect(page.locator(`.row-item a[href$="/companies/${slug}"]`)).toBeVisible();
    await expect(page.locator('fieldset', { hasText: ko ? '세부 분야' : 'Fields' })).toBeVisible();

    await page.goto(here);
    await ready();
    const leave = page.locator('form[action$="companies/leave_group"]');
    await own.locator('button[command=show-modal]').last().click();
    await leave.locator('button[type=submit], button:not([type])').last().click();
    await expect(page).toHaveURL(/left_group=1/);
    await ready();
    await expect(own.locator('.badge')).toHaveCount(0);
  });
}

joining('ko');
joining('en');

test('the secretariat names a coordinator, who then runs the group', async ({ page, mail, browser, baseURL, trouble }) => {
  trouble.allow(422, '/api/companies/name_coordinator');
  await signIn(page, COORDINATOR);
  await page.goto('/secretariat/sectors');
  await hydrated(page);
  const row = page.locator('.row-item', { has: page.locator('a[href="/sectors/public-administration"]') });
  await row.locator('button[command=show-modal]', { hasText: '간사 지정' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('[name="form[email]"]').fill('narae@baeum-yeoul.example');
  await dialog.locator('[name="form[until]"]').fill(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.locator('.error-summary, .field-error, .error').first()).toContainText('이 그룹의 회원사에서 일하는 사람');
  await dialog.locator('[name="form[email]"]').fill('sinae@yeoulmok-platform.example');
  await dialog.locator('button[type=submit]').click();
  await expect(page).toHaveURL(/named=1/);
  await expect(row).toContainText('sinae@yeoulmok-platform.example');
  expect((await mail('sinae@yeoulmok-platform.example', '간사로 지정')).link(/sectors/)).toContain('/sectors/public-administration');

  const context = await browser.newContext({ baseURL });
  const own = await context.newPage();
  await signIn(own, 'sinae@yeoulmok-platform.example');
  await own.goto('/sectors/public-administration');
  await hydrated(own);
  await expect(own.locator('.coordinators')).toContainText('여울목');
  await own.locator('.run a', { hasText: '역량 확인' }).click();
  await expect(own.locator('h1')).toBeVisible();
  await expect(own.locator('.tabs a')).toHaveCount(2);
  expect((await own.request.get('/api/companies/queue')).status()).toBe(403);
  expect((await own.request.get('/secretariat/recruiting?sector=finance')).status()).toBe(403);
  expect((await own.request.get('/secretariat/recruiting')).status()).toBe(200);
  await own.goto('/meetups/new?sector=public-administration');
  await expect(own.locator('[name="form[holder]"]')).toHaveValue('sector/public-administration');
  await context.close();
});

test('a group shows what happened last, who coordinates it and who could fill its gaps', async ({ page }) => {
  await page.goto('/sectors/healthcare');
  await hydrated(page);
  await expect(page.locator('.coordinators')).toContainText('이음골');
  await expect(page.locator('.happenings li').first()).toBeVisible();
  const dates = await page.locator('.happenings time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')!));
  expect(dates).toEqual([...dates].sort().reverse());
  await expect(page.locator('.tag', { hasText: '병원정보' })).toBeVisible();
});
