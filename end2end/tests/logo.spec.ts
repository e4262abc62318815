// A firm's logo: uploaded by its people, drawn anew, shown to everybody.
import { bothWays, expect, hydrated, signIn, test } from '../support/test.ts';

/** A red PNG of 400 × 200 pixels. */
const RED = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAZAAAADICAIAAABJdyC1AAACBUlEQVR42u3UMQ0AAAzDsMIpfxSDNRQ7JlkyghzJtAAvRALAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAgxLBcCwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCDEsFwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCDAvAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvgzgJqj9/8J2A3gQAAAABJRU5ErkJggg==', 'base64');
/** The same in blue. */
const BLUE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAZAAAADICAIAAABJdyC1AAACBUlEQVR42u3UMQ0AAAzDsMIpfxSDNRQ7JlkyghxJOwAvRALAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAgxLBcCwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCDEsFwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCDAvAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvAsAAMCzAsAMMCMCzAsAAMC8CwAMMCMCwAwwIMC8CwAAwLMCwAwwIMC8CwAAwLMCwAwwIwLMCwAAwLwLAAwwIwLADDAgwLwLAADAswLADDAjAswLAADAvAsADDAjAsAMMCDAvgzgKzpt/8yc+u8AAAAABJRU5ErkJggg==', 'base64');
const FIRM = '/companies/haemunui-cloud';

bothWays('a firm shows its logo', async ({ page, request, trouble, javaScriptEnabled, baseURL }) => {
  trouble.allow(422, '/api/companies/set_logo');
  const ready = async () => { if (javaScriptEnabled) await hydrated(page); };
  // Each way has its own firm and picture: the same picture of two firms is one file.
  const [firm, name, owner, picture] = javaScriptEnabled
    ? [FIRM, '해무늬', 'hyeonmuk@haemunui-cloud.example', RED]
    : ['/companies/handeulmok-networks', '한들목', 'sangu@handeulmok-networks.example', BLUE];
  const send = page.locator('main .form-actions button');
  const file = page.locator('[name=logo]');
  await signIn(page, owner);
  await page.goto(firm);
  await ready();
  await page.getByRole('link', { name: '로고 바꾸기' }).click();
  await expect(page.locator('h1')).toHaveText('로고');
  await ready();
  await send.click();
  await expect(page.locator('.error-summary')).toContainText('로고 파일');
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>");
  for (const [fileName, buffer, says] of [
    ['logo.png', svg, 'PNG, JPEG, WebP 파일만'],
    ['logo.png', picture.subarray(0, 60), '읽지 못했습니다'],
    ['logo.png', Buffer.alloc(5 * 1024 * 1024), '4MB보다 큽니다'],
  ] as const) {
    await file.setInputFiles({ name: fileName, mimeType: 'image/png', buffer });
    await send.click();
    await expect(page.locator('.error-summary')).toContainText(says);
  }
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture });
  await send.click();
  await expect(page).toHaveURL(/saved=1/);
  const logo = page.locator('.profile-head .mark img');
  const src = await logo.getAttribute('src');
  // As it is in the browser: fitted into 192 pixels.
  await expect.poll(() => logo.evaluate((i) => (i as HTMLImageElement).naturalWidth)).toBe(192);
  const answer = await request.get(`${baseURL}${src}`);
  expect(answer.headers()['content-type']).toBe('image/png');
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  await page.goto(`/companies?q=${name}`);
  await expect(page.locator('.row-item .mark img')).toHaveAttribute('src', src!);

  await page.goto(`${firm}/logo`);
  await ready();
  await page.getByRole('button', { name: '로고 삭제' }).click();
  await expect(page).toHaveURL(/saved=1/);
  await expect(page.locator('.profile-head .mark')).toHaveText(name.slice(0, 2));
  expect((await request.get(`${baseURL}${src}`)).status()).toBe(404);
});

test('nobody changes the logo of another firm', async ({ page, trouble, baseURL }) => {
  trouble.allow(403, '/');
  await signIn(page, 'narae@baeum-yeoul.example');
  expect((await page.goto(`${FIRM}/logo`))?.status()).toBe(403);
  const multipart = { slug: 'haemunui-cloud', logo: { name: 'a.png', mimeType: 'image/png', buffer: RED } };
  const answer = await page.request.post(`${baseURL}/api/companies/set_logo`, { multipart, headers: { origin: baseURL! } });
  expect(answer.status()).toBe(403);
});

test('a visitor uploads nothing', async ({ request, baseURL }) => {
  const multipart = { slug: 'haemunui-cloud', logo: { name: 'a.png', mimeType: 'image/png', buffer: RED } };
  const answer = await request.post(`${baseURL}/api/companies/set_logo`, { multipart, headers: { origin: baseURL! } });
  expect(answer.status()).toBe(401);
});
