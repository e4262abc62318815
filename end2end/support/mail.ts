// Reads the mails that the portal writes as files when it has no mail server.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Its first link, or the first one that fits. */
  link: (fitting?: RegExp) => string;
}

/** The newest mail to an address, or the newest whose subject fits; waits for it, since mails are sent after the answer to the person. */
export async function mailTo(address: string, subject = ''): Promise<Mail> {
  let found: Mail | undefined;
  await expect.poll(async () => {
    found = (await newestFirst()).find((mail) =>
      mail.to.toLowerCase().includes(address.toLowerCase()) && mail.subject.includes(subject));
    return found !== undefined;
  }, { message: `a mail to ${address} about ${subject}`, timeout: 10_000 }).toBe(true);
  return found!;
}

async function newestFirst(): Promise<Mail[]> {
  const dir = process.env.OCA_E2E_MAIL_DIR!;
  const names = (await readdir(dir)).filter((name) => name.endsWith('.eml'));
  const files = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(dir, name))).mtimeMs })));
  files.sort((a, b) => b.at - a.at || b.name.localeCompare(a.name));
  return Promise.all(files.map(async ({ name }) => parseMail(await readFile(join(dir, name), 'latin1'))));
}

/** Reads a message; of several parts the plain text counts. `raw` is one character per byte. */
export function parseMail(raw: string): Mail {
  const { headers, body } = parsePart(raw);
  const text = plainText(headers, body);
  return {
    to: decodeWords(headers.get('to') ?? ''),
    subject: decodeWords(headers.get('subject') ?? ''),
    text,
    link: (fitting = /./) => {
      const link = (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).find((url) => fitting.test(url));
      if (!link) throw new Error(`No link like ${fitting} in:\n${text}`);
      return link;
    },
  };
}

function parsePart(raw: string) {
  const [head, ...rest] = raw.split(/\r?\n\r?\n/);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name) headers.set(name.toLowerCase(), value);
  }
  return { headers, body: rest.join('\n\n') };
}

function plainText(headers: Map<string, string>, body: string): string {
  const boundary = /boundary="?([^";]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => parsePart(part.replace(/^\r?\n/, '')));
    const part = parts.find(({ headers: own }) => /^(text\/plain|multipart\/)/i.test(own.get('content-type') ?? '')) ?? parts[0];
    return part ? plainText(part.headers, part.body) : '';
  }
  const coding = (headers.get('content-transfer-encoding') ?? '7bit').toLowerCase();
  if (coding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (coding === 'quoted-printable') return quotedPrintable(body.replace(/=\r?\n/g, ''));
  return Buffer.from(body, 'latin1').toString('utf8');
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words of a header, as in `=?utf-8?b?…?=`; a space between two of them is no space. */
function decodeWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : quotedPrintable(word.replaceAll('_', ' ')));
}
