// What a visitor downloads, and how many pages a second the server gives: a table, no pass or fail.
//   node bench/pages.mjs                              sizes of target/site/pkg
//   node bench/pages.mjs http://127.0.0.1:3000 / /en  and requests per second of these paths (wrk, from Debian)
// Compare only figures of one run: machines differ and are noisy.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
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

/** @param {string} base @param {string} path */
async function speed(base, path) {
  const url = new URL(path, base).href;
  const headers = { 'accept-encoding': 'br', accept: 'text/html' };
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  const arguments_ = ['-t1', `-c${CLIENTS}`, `-d${SECONDS}s`, '--latency'];
  for (const [name, value] of Object.entries(headers)) arguments_.push('-H', `${name}: ${value}`);
  const told = execFileSync('wrk', [...arguments_, url], { encoding: 'utf8' });
  const find = (/** @type {RegExp} */ pattern) => pattern.exec(told)?.[1] ?? '';
  return {
    path, status: answer.status, 'requests/s': Math.round(Number(find(/Requests\/sec:\s*([\d.]+)/))),
    p50: find(/50%\s+(\S+)/), p99: find(/99%\s+(\S+)/), errors: find(/Non-2xx or 3xx responses: (\d+)/) || '0',
  };
}

const [base, ...paths] = process.argv.slice(2);
sizes();
if (base) {
  const rows = [];
  for (const path of paths.length > 0 ? paths : ['/']) rows.push(await speed(base, path));
  console.log(`wrk, 1 thread, ${CLIENTS} connections, ${SECONDS} s each, brotli accepted`);
  console.table(rows);
}
