// A meetup with one seat: scheduled, published, taken, queued for, given back, taken by the next in line.
import type { Page } from '@playwright/test';
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

/** Who leads which consortium. Each way has its own: what one types is kept as a draft. */
const LEADS: Record<string, { lead: string; consortium: string }> = {
  'ko-js': { lead: 'taeo@marugyeol-cloud.example', consortium: 'shared-ward-cloud' },
  'ko-plain': { lead: 'jinhyeok@dodamjae-cloud.example', consortium: 'two-keys' },
  'en-js': { lead: 'dayun@jangbukkot.example', consortium: 'ledger-and-seal' },
  'en-plain': { lead: 'sangu@handeulmok-networks.example', consortium: 'warm-line' },
};
const FIRST = 'gaon@onsaebyeol-infra.example';
const SECOND = 'haejun@seoritdol-datacentre.example';
const LINK = 'https://meet.oca.example/one-seat';

/** Some days from now, as a date field takes it. */
function day(ahead: number): string {
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
}

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a single seat passes on in ${lang}`, async ({ page, browser, mail, trouble, javaScriptEnabled, baseURL }) => {
    test.setTimeout(90_000);
    const name = `한자리 ${lang} ${javaScriptEnabled ? 'js' : 'plain'} ${Date.now()}`;
    const ready = async (p: Page) => {
      if (javaScriptEnabled) await hydrated(p);
    };

    const { lead, consortium } = LEADS[`${lang}-${javaScriptEnabled ? 'js' : 'plain'}`];
    trouble.allow(422, '/api/');
    await signIn(page, lead);
    await page.goto(pathIn(lang, `/meetups/new?consortium=${consortium}`));
    await ready(page);
    await expect(page.locator('[name="form[holder]"]')).toHaveValue(`consortium/${consortium}`);
    await page.locator('[name="form[name_ko]"]').fill(name);
    await page.locator('main form .form-actions button[type=submit]').click();
    await expect(page.locator('.error-summary li').first()).toBeVisible();
    await expect(page.locator('[name="form[name_ko]"]')).toHaveValue(name);

    await page.locator('[name="form[about_ko]"]').fill('자리가 **하나**뿐인 밋업입니다.');
    await page.locator('[name="form[day]"]').fill(day(5));
    await page.locator('[name="form[start]"]').fill('14:00');
    await page.locator('[name="form[end]"]').fill('15:30');
    await page.locator('label.choice', { hasText: ko ? /^온라인$/ : /^Online$/ }).click();
    await page.locator('[name="form[online_url]"]').fill(LINK);
    await page.locator('[name="form[capacity]"]').fill('1');
    await page.locator('[name="form[agenda]"]').fill('14:00 | 30 | 여는 말 | 서지암');
    await page.locator('main form .form-actions button[type=submit]').click();
    await expect(page).toHaveURL(/\/meetups\/(?!new$)[a-z0-9-]+$/);
    const address = new URL(page.url()).pathname;
    const here = `${baseURL}${address}`;

    const visitor = await browser.newPage({ javaScriptEnabled });
    expect((await visitor.goto(here))?.status()).toBe(404);
    await ready(page);
    await page.locator('form[action$="meetups/publish"] button').click();
    await expect(page.locator('form[action$="meetups/publish"]')).toHaveCount(0);

    expect((await visitor.goto(here))?.status()).toBe(200);
    await expect(visitor.locator('h1')).toContainText(name);
    await expect(visitor.locator('main a[href*="/sign-in?next="]')).toBeVisible();
    await expect(visitor.locator('.join-link')).toHaveCount(0);
    expect(await visitor.content()).not.toContain(LINK);

    const first = await browser.newPage({ javaScriptEnabled, baseURL });
    await signIn(first, FIRST);
    await first.goto(here);
    await ready(first);
    await first.locator('form[action$="meetups/register"] button').click();
    await expect(first.locator('.join-link')).toHaveAttribute('href', LINK);

    const second = await browser.newPage({ javaScriptEnabled, baseURL });
    await signIn(second, SECOND);
    await second.goto(here);
    await ready(second);
    await second.locator('form[action$="meetups/register"] button').click();
    await expect(second.locator('.queue-place')).toContainText('1');
    await expect(second.locator('.join-link')).toHaveCount(0);
    expect(await second.content()).not.toContain(LINK);

    await first.reload();
    await ready(first);
    await first.locator('form[action$="meetups/leave"] button').click();
    await expect(first.locator('.join-link')).toHaveCount(0);

    await second.reload();
    await expect(second.locator('.join-link')).toHaveAttribute('href', LINK);
    // The news is in the language that its reader chose, Korean in the sample world.
    await mail(SECOND, name);

    await page.reload();
    await expect(page.locator('main table tbody tr')).toHaveCount(1);
    await visitor.goto(`${baseURL}${pathIn(lang, '/meetups')}`);
    await expect(visitor.locator('.row-title a', { hasText: name })).toBeVisible();
    const calendar = await (await visitor.request.get(`${here.replace('/en/', '/')}/calendar.ics`)).text();
    expect(calendar).toContain('BEGIN:VEVENT');
    expect(calendar).not.toContain('meet.oca.example');
  });
}

journey('ko');
journey('en');

test('a viewer in another zone sees their own time beside Seoul time', async ({ browser, baseURL }) => {
  const away = await browser.newContext({ timezoneId: 'America/New_York', baseURL });
  const page = await away.newPage();
  await page.goto('/meetups');
  await page.locator('.row-title a').first().click();
  await expect(page.locator('.own-zone')).toContainText('내 시간대');
  await away.close();
  const home = await browser.newContext({ timezoneId: 'Asia/Seoul', baseURL });
  const seoul = await home.newPage();
  await seoul.goto('/meetups');
  await seoul.locator('.row-title a').first().click();
  await hydrated(seoul);
  await expect(seoul.locator('.facts time')).toBeVisible();
  await expect(seoul.locator('.own-zone')).toBeHidden();
  await home.close();
});

test('tabs and filters stand in the address', async ({ page }) => {
  await page.goto('/meetups');
  await hydrated(page);
  await page.locator('.tabs a', { hasText: '지난 밋업' }).click();
  // The address changes first; a box that is ticked before the list has changed would go with the old one.
  await expect(page.locator('.tabs a[aria-current]')).toContainText('지난 밋업');
  await expect(page).toHaveURL(/when=past/);
  await page.locator('.facet input[name=sector][value=finance]').check();
  await page.locator('.facets button').click();
  await expect(page).toHaveURL(/when=past&sector=finance|sector=finance&when=past/);
  await expect(page.locator('.list-bar')).toContainText('1');
});
