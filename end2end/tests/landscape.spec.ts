// The secretariat takes firms to approach from a landscape file: looked at first, taken over, seen beside a gap.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const COORDINATOR = 'jiam@oca.example';

/** A landscape of one firm with one product, and something to look at. */
function landscape(firm: string): Buffer {
  return Buffer.from(`landscape:
  - category:
    name: CNCF Members
    subcategories:
      - name: Silver
        items:
          - item:
            name: ${firm}
            homepage_url: https://landscape.example
            crunchbase: https://www.crunchbase.com/organization/${encodeURIComponent(firm)}
  - category:
    name: Runtime
    subcategories:
      - name: Cloud Native Storage
        items:
          - item:
            name: ${firm} Store
            crunchbase: https://www.crunchbase.com/organization/${encodeURIComponent(firm)}
            second_path: Runtime / Nowhere
`);
}

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`the secretariat takes firms from a landscape in ${lang}`, async ({ page, trouble, javaScriptEnabled }) => {
    trouble.allow(422, '/api/recruiting/propose_landscape');
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    // Before others in the list of a gap, which is not endless.
    const firm = `0${javaScriptEnabled ? 'A' : 'B'}${lang} ${Date.now()}`;
    await signIn(page, COORDINATOR);
    await page.goto(pathIn(lang, '/secretariat/recruiting'));
    await ready();
    await page.locator('.page-actions a').click();
    await expect(page.locator('h1')).toHaveText(ko ? '랜드스케이프 가져오기' : 'Import a landscape');
    await ready();
    const send = async (name: string, buffer: Buffer) => {
      await page.locator('[name=file]').setInputFiles({ name, mimeType: 'text/yaml', buffer });
      await page.locator('main .form-actions button').click();
    };
    for (const [buffer, says] of [
      [Buffer.from('landscape: [1'), ko ? 'YAML로 읽을 수 없습니다' : 'not YAML'],
      [Buffer.from('a: 1'), ko ? 'landscape 목록이 없습니다' : 'no landscape list'],
      [Buffer.alloc(9 * 1024 * 1024, 'a'), ko ? '8MB보다 큽니다' : 'larger than 8 MB'],
    ] as const) {
      await send('bad.yml', buffer);
      await expect(page.locator('.error-summary')).toContainText(says);
    }
    await send('landscape.yml', landscape(firm));
    await expect(page).toHaveURL(/proposal=/);
    await expect(page.locator('main')).toContainText(firm);
    const finding = page.locator('tbody tr');
    await expect(finding).toHaveCount(1);
    await expect(finding).toContainText('Runtime / Nowhere');
    await expect(finding.locator('td').first()).toHaveText('19');
    await ready();
    await page.locator('form[action$="take_landscape"] button').click();
    await expect(page).toHaveURL(/taken=1/);

    const gap = '/secretariat/recruiting?sector=healthcare&technology=object-storage';
    await page.goto(pathIn(lang, gap));
    await ready();
    const row = page.locator('.section .row-item', { hasText: firm });
    await expect(row).toContainText(`${firm} Store`);
    await row.locator('form[action$="recruiting/add"] button').click();
    await expect(page).toHaveURL(/added=1/);
    const log = page.locator('.queue .row-item', { hasText: firm });
    await expect(log).toHaveCount(1);
    await expect(page.locator('form[action$="recruiting/add"]', { has: page.locator(`[value="${firm}"]`) })).toHaveCount(0);
  });
}

journey('ko');
journey('en');

test('only the secretariat reads landscapes', async ({ page, trouble, baseURL }) => {
  trouble.allow(403, '/');
  await signIn(page, 'taeo@marugyeol-cloud.example');
  expect((await page.goto('/secretariat/landscapes'))?.status()).toBe(403);
  const multipart = { file: { name: 'a.yml', mimeType: 'text/yaml', buffer: landscape('x') } };
  const answer = await page.request.post(`${baseURL}/api/recruiting/propose_landscape`, { multipart, headers: { origin: baseURL! } });
  expect(answer.status()).toBe(403);
});
