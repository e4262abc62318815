// The secretariat brings firms from a sheet: columns are matched, what would change is looked at, all is applied and undone.
import { pathIn, type Lang } from '../support/site.ts';
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

const COORDINATOR = 'jiam@oca.example';

/** A list of members as somebody keeps it: two good rows, one with a type that nobody knows. */
function sheet(mark: string): string {
  return `회원사 명부\t\t\t\t\t
기업 이름\t유형\t분야\t소재지\t규모\t이메일
시트하나 ${mark}\tSaaS\t의료\t서울특별시 강남구\t중소기업\tsheet-${mark}@example.example
시트둘 ${mark}\tMSP; SI\t의료\t부산\t대기업\t
시트셋 ${mark}\t무엇\t의료\t부산\t대기업\t
`;
}

function journey(lang: Lang) {
  const ko = lang === 'ko';
  bothWays(`the secretariat brings firms from a sheet in ${lang}`, async ({ page, trouble, javaScriptEnabled }) => {
    trouble.allow(422, '/api/companies/propose_import');
    const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
    const mark = `${javaScriptEnabled ? 'a' : 'b'}${lang}${Date.now()}`;
    await signIn(page, COORDINATOR);
    await page.goto(pathIn(lang, '/secretariat/import'));
    await ready();
    await expect(page.locator('h1')).toHaveText(ko ? '회원사 시트 가져오기' : 'Import a sheet of firms');
    const send = page.locator('form[action*="propose_import"]');
    for (const [name, buffer, says] of [
      ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), ko ? '예전 형식' : 'older format'],
      ['wide.csv', Buffer.from(`a,b\n${'x,'.repeat(80)}\n`), ko ? '2번째 줄' : 'Line 2'],
      ['large.csv', Buffer.alloc(9 * 1024 * 1024, 'a'), ko ? '8MB' : '8 MB'],
    ] as const) {
      await send.locator('[name=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
      await send.locator('.form-actions button').click();
      await expect(page.locator('.error-summary')).toContainText(says);
    }
    await send.locator('[name=file]').setInputFiles([]);
    await send.locator('[name=pasted]').fill(sheet(mark));
    await send.locator('.form-actions button').click();
    await expect(page).toHaveURL(/sheet=/);
    await ready();

    // Nobody knows what "기업 이름" is: every row is left out until somebody says so.
    const matching = page.locator('form[action$="match_import"]');
    const columns = matching.locator('select[name="form[columns][]"]');
    await expect(columns).toHaveCount(6);
    await expect(columns.nth(1)).toHaveValue('types');
    await expect(page.locator('.tabs [aria-current=page]', { hasText: ko ? '넣을 수 없는 줄' : 'Rows left out' })).toContainText('3');
    await columns.nth(0).selectOption('name_ko');
    await matching.locator('.form-actions button').click();
    await expect(page).toHaveURL(/matched=1/);
    await ready();
    const row = page.locator('.tabs ~ .table-wrap tbody tr', { hasText: `시트셋 ${mark}` });
    await expect(row).toContainText(ko ? '알 수 없는 값입니다' : 'Unknown value');
    await page.locator('.tabs a', { hasText: ko ? '새 기업' : 'New firms' }).click();
    await expect(page.locator('.tabs ~ .table-wrap tbody tr', { hasText: `시트하나 ${mark}` })).toContainText(`sheet-${mark}@example.example`);
    await ready();
    const apply = page.locator('form[action$="apply_import"]');
    await apply.locator('[name=invite]').check();
    await apply.locator('.form-actions button').click();
    await expect(page).toHaveURL(/applied=1/);
    await ready();

    const listed = async () => {
      await page.goto(pathIn(lang, `/companies?q=${encodeURIComponent(mark)}`));
      return page.locator('.results .row-title').allInnerTexts();
    };
    const back = page.url();
    expect((await listed()).map((name) => name.split(' ')[0]).sort()).toEqual(['시트둘', '시트하나']);
    await page.goto(back);
    await ready();
    await page.locator('form[action$="undo_import"] button').click();
    await expect(page).toHaveURL(/undone=1/);
    expect(await listed()).toEqual([]);
  });
}

journey('ko');
journey('en');

test('what was looked at and what is applied are the same', async ({ page, trouble }) => {
  trouble.allow(409, '/api/companies/apply_import');
  await signIn(page, COORDINATOR);
  const mark = `c${Date.now()}`;
  const propose = async () => {
    await page.goto('/secretariat/import');
    await hydrated(page);
    const table = `회사명\t유형\t분야\t지역\t규모\n겹침 ${mark}\tSaaS\t의료\t서울\t대기업\n`;
    await page.locator('[name=pasted]').fill(table);
    await page.locator('form[action*="propose_import"] .form-actions button').click();
    await expect(page).toHaveURL(/sheet=/);
    await hydrated(page);
    return page.url();
  };
  const first = await propose();
  const second = await propose();
  const other = await page.context().newPage();
  await other.goto(first);
  await hydrated(other);
  await other.locator('form[action$="apply_import"] .form-actions button').click();
  await expect(other).toHaveURL(/applied=1/);
  expect(page.url()).toBe(second);
  await page.locator('form[action$="apply_import"] .form-actions button').click();
  await expect(page.locator('.error-summary')).toContainText('다시 확인하고');
});

test('only the secretariat imports and takes away', async ({ page, trouble, baseURL }) => {
  trouble.allow(403, '/');
  await signIn(page, 'taeo@marugyeol-cloud.example');
  expect((await page.goto('/secretariat/import'))?.status()).toBe(403);
  const multipart = { pasted: 'a\tb\n1\t2\n' };
  const answer = await page.request.post(`${baseURL}/api/companies/propose_import`, { multipart, headers: { origin: baseURL! } });
  expect(answer.status()).toBe(403);
  expect((await page.request.get(`${baseURL}/secretariat/export/companies.csv`)).status()).toBe(403);
});

test('the secretariat takes the firms away as a sheet that changes nothing', async ({ page, baseURL }) => {
  await signIn(page, COORDINATOR);
  const csv = await page.request.get(`${baseURL}/secretariat/export/companies.csv`);
  expect(csv.headers()['content-type']).toContain('text/csv');
  await page.goto('/secretariat/import');
  await hydrated(page);
  await page.locator('[name=file]').setInputFiles({ name: 'companies.csv', mimeType: 'text/csv', buffer: await csv.body() });
  await page.locator('form[action*="propose_import"] .form-actions button').click();
  await expect(page).toHaveURL(/sheet=/);
  // Other tests change firms of their own meanwhile: those of the sample world stay as they are.
  await page.goto(`${page.url()}&show=same`);
  const same = page.locator('.tabs [aria-current=page] .facet-count').last();
  expect(Number(await same.innerText())).toBeGreaterThan(30);
});
