// A call is published, a consortium advertises its bid for it, another firm answers, the lead accepts.
import type { Page } from '@playwright/test';
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const COORDINATOR = 'jiam@oca.example';
// 한들목네트웍스 leads the recruiting consortium warm-line, which has five open seats.
const LEAD = 'sangu@handeulmok-networks.example';
const CONSORTIUM = 'warm-line';

/** A firm takes a seat once: each run of the journey has its own firm and its own seat. */
const NEWCOMERS = {
  'ko-js': { firm: 'yeoulmok-platform', owner: 'sinae@yeoulmok-platform.example', seat: '공통 실행 플랫폼' },
  'ko-plain': { firm: 'sumgyeol-chart', owner: 'seoyul@sumgyeol-chart.example', seat: '돌봄·비대면 진료' },
  'en-js': { firm: 'chambit-compliance', owner: 'haram@chambit-compliance.example', seat: 'Operation and privacy' },
  'en-plain': { firm: 'moasol-lab', owner: 'yejun@moasol-lab.example', seat: 'Check-in devices' },
};

/** The Seoul day so many days from now, as inputs take it. */
function day(fromNow: number): string {
  return new Date(Date.now() + 9 * 3_600_000 + fromNow * 86_400_000).toISOString().slice(0, 10);
}

function journey(lang: Lang) {
  bothWays(`a bid finds a partner in ${lang}`, async ({ page, browser, mail, javaScriptEnabled, baseURL }) => {
    test.setTimeout(120_000);
    const way: 'js' | 'plain' = javaScriptEnabled ? 'js' : 'plain';
    const { firm, owner, seat } = NEWCOMERS[`${lang}-${way}` as const];
    const stamp = `${lang}-${way}-${Date.now()}`;
    const field = (on: Page, name: string) => on.locator(`[name="form[${name}]"]`);
    const ready = async (on: Page) => {
      if (javaScriptEnabled) await hydrated(on);
    };
    const send = (on: Page) => on.locator('main form .form-actions button[type=submit]').click();

    // The coordinator's call with one lot.
    await signIn(page, COORDINATOR);
    await page.goto(pathIn(lang, '/flagship/new'));
    await ready(page);
    await field(page, 'name_ko').fill(`시험 공모 ${stamp}`);
    await field(page, 'name_en').fill(`Trial call ${stamp}`);
    await field(page, 'agency_ko').fill('시험전담기관');
    await field(page, 'about_ko').fill('함께 만드는 **교육** 서비스');
    await field(page, 'published').fill(day(0));
    await field(page, 'questions_close').fill(day(5));
    await field(page, 'closes').fill(day(12));
    await field(page, 'closes_time').fill('18:00');
    await field(page, 'opens').fill(day(13));
    await field(page, 'result').fill(day(40));
    await page.locator('[name="form[lots][0][name_ko]"]').fill(`시험 분야 ${stamp}`);
    await page.locator('[name="form[lots][0][sector]"]').selectOption('education');
    await page.locator('[name="form[lots][0][track]"]').selectOption('platform');
    await page.locator('[name="form[lots][0][cap]"]').fill('50');
    await page.locator('#lot-0-need-0').fill('learning-management');
    await page.locator('[name="form[lots][0][criteria]"]').fill('필요성 | Need | 60\n계획 | Plan | 40');
    await send(page);
    await expect(page).toHaveURL(/\/flagship\/[a-z0-9-]+\?saved=1$/);
    await page.locator('form[action$="flagship/publish_call"] button').click();
    await expect(page).toHaveURL(/published=1$/);
    await expect(page.locator('.call-dates li')).toHaveCount(5);
    const start = await page.locator('main a[href*="/bids/new?lot="]').getAttribute('href');

    // The lead's bid and its advert.
    const lead = await browser.newPage({ javaScriptEnabled, baseURL });
    await signIn(lead, LEAD);
    await lead.goto(start!);
    await ready(lead);
    await field(lead, 'consortium').selectOption(CONSORTIUM);
    await field(lead, 'name_ko').fill(`시험 교실 ${stamp}`);
    await field(lead, 'name_en').fill(`Trial classroom ${stamp}`);
    await field(lead, 'pitch_ko').fill('등교가 멈춘 날에도 **수업**을 엽니다.');
    await field(lead, 'grant').fill('42.5');
    await field(lead, 'own_cash').fill('6');
    await send(lead);
    await expect(lead).toHaveURL(/\/bids\/[a-z0-9-]+\?saved=1$/);
    const advert = new URL(lead.url()).pathname;
    const visitor = await browser.newPage({ javaScriptEnabled, baseURL });
    expect((await visitor.goto(advert))?.status()).toBe(404);
    await lead.locator('form[action$="flagship/advertise_bid"] button').click();
    await expect(lead).toHaveURL(/advertised=1$/);
    await visitor.goto(advert);
    await expect(visitor.locator('main .lead').first()).toContainText(lang === 'ko' ? '42억 5,000만원' : 'KRW 4,250 million');

    // Another firm's owner answers an open seat.
    const newcomer = await browser.newPage({ javaScriptEnabled, baseURL });
    await signIn(newcomer, owner);
    await newcomer.goto(pathIn(lang, advert.replace(/^\/en/, '')));
    await ready(newcomer);
    await newcomer.locator('.page-actions a[href$="/answer"]').click();
    await expect(newcomer).toHaveURL(/\/answer$/);
    await ready(newcomer);
    await newcomer.locator('label.choice', { hasText: seat }).click();
    await field(newcomer, 'message').fill(`공통 실행 환경을 맡겠습니다. ${stamp}`);
    await send(newcomer);
    await expect(newcomer).toHaveURL(/answered=1$/);
    await visitor.reload();
    await expect(visitor.locator('main')).not.toContainText(`공통 실행 환경을 맡겠습니다. ${stamp}`);

    // The lead accepts: the newcomer takes the seat.
    await lead.goto(advert);
    await ready(lead);
    await lead.locator('.row-item', { hasText: stamp }).locator('form[action$="flagship/accept_answer"] button').click();
    await expect(lead).toHaveURL(/accepted=1$/);
    await mail(owner, stamp);
    await visitor.goto(advert);
    await expect(visitor.locator(`tbody a[href$="/companies/${firm}"]`)).toHaveCount(1);
  });
}

journey('ko');
journey('en');
