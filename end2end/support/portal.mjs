// A portal of the tests' own: the real program on a free port, with a fresh database full of sample data.
import { execFile, spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startMailServer } from './mail-server.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 10_000;

/**
 * @typedef {object} Portal
 * @property {string} url where it answers, without a closing slash
 * @property {string} password of every sample person
 * @property {string} mailDir where the mails that it sent lie, one `.eml` file each
 * @property {() => Promise<string>} log what it has written so far
 * @property {() => Promise<void>} stop ends it and removes its data
 */

/**
 * Starts a portal that sends its mails to a mail server of the tests. `OCA_BIN` names the program, `OCA_SITE_ROOT` its files, `OCA_E2E_DATABASE_URL` an empty PostgreSQL database to use
 * instead of a SQLite file.
 * @returns {Promise<Portal>}
 */
export async function startPortal() {
  const bin = resolve(process.env.OCA_BIN ?? join(ROOT, 'target/release/oca'));
  if (!existsSync(bin)) throw new Error(`No portal at ${bin}: run "make build" first, or set OCA_BIN.`);

  const home = await mkdtemp(join(tmpdir(), 'oca-end2end-'));
  const mailDir = join(home, 'mail');
  await mkdir(mailDir);
  const mails = await startMailServer(mailDir);
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = {
    // Nothing of the caller's own portal settings may leak in.
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OCA_|LEPTOS_|DATABASE_URL$)/.test(name))),
    DATABASE_URL: process.env.OCA_E2E_DATABASE_URL ?? `sqlite://${join(home, 'oca.db')}`,
    OCA_ADDR: url.slice('http://'.length),
    OCA_BASE_URL: url,
    OCA_SMTP_URL: mails.url,
    OCA_METRICS_ADDR: `127.0.0.1:${await freePort()}`,
    OCA_SITE_ROOT: process.env.OCA_SITE_ROOT ?? join(ROOT, 'target/site'),
  };

  const seeded = await promisify(execFile)(bin, ['seed'], { env, cwd: home });
  const password = /^\s*password: (.+)$/m.exec(seeded.stdout)?.[1]?.trim();
  if (!password) throw new Error(`"oca seed" told no password:\n${seeded.stdout}${seeded.stderr}`);

  const logFile = join(home, 'server.log');
  const log = () => readFile(logFile, 'utf8').catch(() => '');
  const server = spawn(bin, ['serve'], { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  const sink = createWriteStream(logFile);
  server.stdout.pipe(sink, { end: false });
  server.stderr.pipe(sink, { end: false });
  const ended = new Promise((done) => server.once('exit', done));

  const stop = async () => {
    server.kill('SIGTERM');
    await Promise.race([ended, pause(STOPPED_WITHIN_MS).then(() => server.kill('SIGKILL'))]);
    sink.end();
    await mails.stop();
    await rm(home, { recursive: true, force: true });
  };

  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(`${url}/health/ready`))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      const said = await log();
      await stop();
      throw new Error(`The portal did not get ready at ${url}:\n${said}`);
    }
    await pause(50);
  }
  return { url, password, mailDir, log, stop };
}

/** @param {string} url */
export async function answers(url) {
  return fetch(url).then((answer) => answer.ok, () => false);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => done(port));
    });
  });
}
