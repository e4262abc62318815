// Reads the mails that the portal sent to the mail server of the tests.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import PostalMime, { type Email } from 'postal-mime';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Its first link, or the first one that fits. */
  link: (fitting?: RegExp) => string;
}

/** The newest mail to an address, or the newest whose subject fits; waits for it, since mails are sent after the answer to the person. */
export async function mailTo(address: string, subject = '', timeout = 10_000): Promise<Mail> {
  let found: Mail | undefined;
  await expect.poll(async () => {
    found = (await mailsTo(address)).find((mail) => mail.subject.includes(subject));
    return found !== undefined;
  }, { message: `a mail to ${address} about ${subject}`, timeout }).toBe(true);
  return found!;
}

/** Every mail to an address, the newest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const dir = process.env.OCA_E2E_MAIL_DIR!;
  const names = (await readdir(dir)).sort().reverse();
  const mails = await Promise.all(names.map(async (name) => mail(await PostalMime.parse(await readFile(join(dir, name))))));
  return mails.filter((mail) => mail.to.toLowerCase() === address.toLowerCase());
}

function mail(email: Email): Mail {
  const text = email.text ?? '';
  return {
    to: email.to?.map((one) => one.address).join(', ') ?? '',
    subject: email.subject ?? '',
    text,
    html: email.html ?? '',
    link: (fitting = /./) => {
      const link = (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).find((url) => fitting.test(url));
      if (!link) throw new Error(`No link like ${fitting} in:\n${text}`);
      return link;
    },
  };
}
