// A consortium forms: a SaaS firm proposes one, sees what lead and which capabilities are missing, invites two proposed
// firms, whose owners accept and decline.
import type { Page } from '@playwright/test';
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

/** A founder for each way: what one types is kept as a draft, which another must not find. */
const FOUNDERS: Record<string, string> = {
  'ko-js': 'dayun@jangbukkot.example',
  'ko-plain': 'garam@soebuk-factory.example',
  'en-js': 'jinsol@semgeulsup.example',
  'en-plain': 'seoyul@sumgyeol-chart.example',
};

/** The address of a firm's owner in the sample world. */
const OWNERS: Record<string, string> = {
  'neoreungyeol-computing': 'eunseol@neoreungyeol-computing.example',
  madipul: 'danbi@madipul.example',
};

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`a consortium forms in ${lang}`, async ({ page, browser, mail, trouble, javaScriptEnabled, baseURL }) => {
    test.setTimeout(90_000);
    trouble.allow(422, '/api/');
    const ready = async (on: Page) => { if (javaScriptEnabled) await hydrated(on); };
    const name = `${ko ? '함께 보는 공장' : 'Shared Plant'} ${javaScriptEnabled ? 'js' : 'plain'} ${Date.now()}`;
    await signIn(page, FOUNDERS[`${lang}-${javaScriptEnabled ? 'js' : 'plain'}`]);
    await page.goto(pathIn(lang, '/consortia/new'));
    await ready(page);
    await page.locator(`[name="form[name_${lang}]"]`).fill(name);
    await page.locator('main .form-actions button[type=submit]').click();
    await expect(page.locator('.error-summary li')).toHaveCount(4);
    await expect(page.locator(`[name="form[name_${lang}]"]`)).toHaveValue(name);

    await page.locator('label.choice', { hasText: ko ? '플래그십' : 'Flagship' }).click();
    await page.locator('[name="form[sector]"]').selectOption('manufacturing-energy');
    await page.locator(`[name="form[purpose_${lang}]"]`).fill('공장의 **설비 데이터**를 함께 봅니다.');
    const needs = ko ? ['GPU 서비스', 'IoT 게이트웨이', '클라우드 ERP'] : ['GPU as a Service', 'IoT Gateway', 'Cloud ERP'];
    const roles = ['lead', 'platform', 'service'];
    for (const [row, need] of needs.entries()) {
      await page.locator('[name="form[technologies][]"]').nth(row).fill(need);
      await page.locator('[name="form[levels][]"]').nth(row).selectOption('2');
      await page.locator('[name="form[roles][]"]').nth(row).selectOption(roles[row]);
    }
    await page.locator('main .form-actions button[type=submit]').click();
    await expect(page.locator('h1')).toContainText(name);
    const address = new URL(page.url()).pathname;

    const visitor = await browser.newPage({ javaScriptEnabled, baseURL });
    expect((await visitor.goto(address))?.status(), 'a draft is its founder\'s').toBe(404);

    await ready(page);
    await page.locator('form[action$="consortia/open"] button').click();
    await expect(page.locator('.page-head .badge')).toHaveText(ko ? '모집 중' : 'Recruiting');
    await expect(page.locator('.notice strong').first()).toContainText(ko ? '아직 필요합니다: 인프라 주관기업' : 'Still needed: a lead firm');
    await expect(page.locator('.fleet-figure .proposals > li')).toHaveCount(3);

    const invite = async (firm: string, named?: string) => {
      await page.goto(`${address}/invite${named ? '' : `?firm=${firm}`}`);
      await ready(page);
      if (named) {
        await page.locator('main [name=q]').fill(named);
        await page.locator('main [name=q]').press('Enter');
        await expect(page).toHaveURL(/[?]q=/);
        await ready(page);
      }
      await expect(page.locator(`[name=company][value="${firm}"]`)).toBeChecked();
      if (firm === 'madipul') await page.locator('label.choice', { hasText: ko ? '플랫폼' : 'Platform' }).last().click();
      await page.locator('[name=message]').fill('함께해 주시면 좋겠습니다.');
      await page.locator('main .form-actions button').click();
      await expect(page).toHaveURL(/invited=1/);
    };
    await invite('neoreungyeol-computing');
    await invite('madipul', ko ? '마디' : 'Madipul');

    for (const [firm, accepts] of [['neoreungyeol-computing', true], ['madipul', false]] as const) {
      const owner = await browser.newPage({ javaScriptEnabled, baseURL });
      await mail(OWNERS[firm], name);
      await signIn(owner, OWNERS[firm]);
      await owner.goto(`${baseURL}${address}`);
      await ready(owner);
      if (accepts) {
        await owner.locator('.notice form[action$="consortia/answer"] button', { hasText: ko ? '수락' : 'Accept' }).click();
        await expect(owner).toHaveURL(/accepted=1/);
      } else {
        await owner.locator('.notice button[command]', { hasText: ko ? '거절' : 'Decline' }).first().click();
        await owner.getByRole('dialog').locator('button[type=submit]').click();
        await expect(owner).toHaveURL(/declined=1/);
      }
      await owner.close();
    }
    await page.goto(address);
    const seats = page.locator('section', { has: page.locator('h2', { hasText: ko ? '모집 역할' : 'Seats' }) });
    await expect(seats.locator('tbody tr').first()).toContainText(ko ? '너른결컴퓨팅' : 'Neoreungyeol');
    await expect(seats.locator('.badge.open').first()).toBeVisible();
    await visitor.goto(`${baseURL}${pathIn(lang, '/search')}?q=${encodeURIComponent(name)}`);
    await visitor.locator('.row-title a', { hasText: name }).click();
    await expect(visitor).toHaveURL(`${baseURL}${address}`);
    await expect(visitor.locator('.fleet')).toBeVisible();
  });
}

journey('ko');
journey('en');

test('consortia are narrowed to those that require a technology', async ({ page }) => {
  await page.goto('/consortia');
  const all = Number((await page.locator('.list-bar').innerText()).match(/\d+/)?.[0]);
  await page.goto('/consortia?technology=gpu-cloud');
  await hydrated(page);
  const some = Number((await page.locator('.list-bar').innerText()).match(/\d+/)?.[0]);
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  await expect(page.locator('.facet input[name=technology][value=gpu-cloud]')).toBeChecked();
  await expect(page.locator('.row-item')).toHaveCount(some);
  // The technology stays when another filter is added, and goes with all of them.
  await page.locator('.facet input[name=state]').nth(1).check();
  await page.locator('.facets button').click();
  await expect(page).toHaveURL(/technology=gpu-cloud/);
  await page.locator('.facets a.button').click();
  await expect(page.locator('.list-bar')).toContainText(String(all));
});
