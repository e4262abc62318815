// What a visitor downloads, and how many pages a second the server gives: a table, no pass or fail.
//   node bench/pages.mjs                              sizes of target/site/pkg
//   node bench/pages.mjs http://127.0.0.1:3000 / /en  and requests per second of these paths (wrk, from Debian): warm,
//     at every request rendered anew, and beside them a bare axum handler that returns the same bytes
//     (`cargo build --release -p server --example limit`).
// Compare only figures of one run: machines differ and are noisy.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const PKG = resolve(import.meta.dirname, '../../target/site/pkg');
const CLIENTS = 32;
const SECONDS = 5;

/** @param {string} dir @returns {string[]} */
function filesIn(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(dir, entry.name)) : /\.(br|gz)$/.test(entry.name) ? [] : [join(dir, entry.name)]);
}

function sizes() {
  const rows = filesIn(PKG).map((file) => {
    const bytes = readFileSync(file);
    return { file: relative(PKG, file), raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  }).sort((a, b) => b.brotli - a.brotli);
  const all = (/** @type {'raw' | 'gzip' | 'brotli'} */ kind) => rows.reduce((sum, row) => sum + row[kind], 0);
  console.table([...rows, { file: 'all', raw: all('raw'), gzip: all('gzip'), brotli: all('brotli') }]);
}

const LIMIT = resolve(import.meta.dirname, '../../target/release/examples/limit');
const LIMIT_ADDRESS = '127.0.0.1:3999';
// As browsers ask.
const HEADERS = { 'accept-encoding': 'gzip, deflate, br, zstd', accept: 'text/html' };

/** The packed bytes of a page, as they travel. @param {string} url @returns {Promise<{ status: number, bytes: Buffer }>} */
function packed(url) {
  return new Promise((done, fail) => {
    get(url, { headers: HEADERS }, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on('data', (part) => parts.push(part)).on('end', () => done({ status: answer.statusCode ?? 0, bytes: Buffer.concat(parts) }));
    }).on('error', fail);
  });
}

/** @param {string} url @param {number} clients */
function wrk(url, clients) {
  const arguments_ = ['-t1', `-c${clients}`, `-d${SECONDS}s`, '--latency'];
  for (const [name, value] of Object.entries(HEADERS)) arguments_.push('-H', `${name}: ${value}`);
  const told = execFileSync('wrk', [...arguments_, url], { encoding: 'utf8' });
  const find = (/** @type {RegExp} */ pattern) => pattern.exec(told)?.[1] ?? '';
  return {
    'requests/s': Math.round(Number(find(/Requests\/sec:\s*([\d.]+)/))),
    p50: find(/50%\s+(\S+)/), p99: find(/99%\s+(\S+)/), errors: find(/Non-2xx or 3xx responses: (\d+)/) || '0',
  };
}

/** One page three ways. @param {string} base @param {string} path */
async function speed(base, path) {
  const url = new URL(path, base).href;
  // A parameter that no page knows keeps the finished pages out of the way.
  const fresh = `${url}${url.includes('?') ? '&' : '?'}fresh=1`;
  const { status, bytes } = await packed(url);
  const rows = [
    { path, what: 'rendered anew', status, bytes: bytes.length, ...wrk(fresh, 16) },
    { path, what: 'warm', status, bytes: bytes.length, ...wrk(url, CLIENTS) },
  ];
  if (existsSync(LIMIT)) {
    const dir = mkdtempSync(join(tmpdir(), 'oca-limit-'));
    writeFileSync(join(dir, 'page'), bytes);
    const limit = spawn(LIMIT, [LIMIT_ADDRESS, join(dir, 'page')], { stdio: 'ignore' });
    await pause(300);
    rows.push({ path, what: 'limit', status, bytes: bytes.length, ...wrk(`http://${LIMIT_ADDRESS}/`, CLIENTS) });
    limit.kill();
    rmSync(dir, { recursive: true });
  }
  return rows;
}

const [base, ...paths] = process.argv.slice(2);
sizes();
if (base) {
  const rows = [];
  for (const path of paths.length > 0 ? paths : ['/']) rows.push(...await speed(base, path));
  console.log(`wrk, 1 thread, ${CLIENTS} connections (16 where rendered anew), ${SECONDS} s each, brotli accepted`);
  console.table(rows);
}
