// What a first visit of each page costs: requests and bytes as they travel, by kind. A table, no pass or fail.
//   node bench/visit.mjs http://127.0.0.1:3000 / /companies
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../support/chromium.mjs';

const [base, ...paths] = process.argv.slice(2);
if (!base) {
  console.error('usage: node bench/visit.mjs BASE /path …');
  process.exit(2);
}

const browser = await chromium.launch(chromiumOptions);
const rows = [];
for (const path of paths.length > 0 ? paths : ['/']) {
  const context = await browser.newContext({ baseURL: base });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  /** @type {Map<string, string>} */
  const kinds = new Map();
  /** @type {Record<string, number>} */
  const bytes = { page: 0, wasm: 0, js: 0, css: 0, font: 0, other: 0 };
  network.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, kind(response.mimeType)));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'other'] += encodedDataLength;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const kilobytes = Object.fromEntries(Object.entries(bytes).map(([name, n]) => [`${name} KB`, round(n)]));
  const all = Object.values(bytes).reduce((sum, n) => sum + n, 0);
  rows.push({ path, requests: kinds.size, ...kilobytes, 'all KB': round(all) });
  await context.close();
}
await browser.close();
console.table(rows);

/** @param {string} type */
function kind(type) {
  if (type === 'text/html') return 'page';
  if (type === 'application/wasm') return 'wasm';
  if (type.endsWith('javascript')) return 'js';
  if (type === 'text/css') return 'css';
  if (type.includes('font')) return 'font';
  return 'other';
}

/** @param {number} bytes */
function round(bytes) {
  return Math.round(bytes / 100) / 10;
}
