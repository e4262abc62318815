// The `test` of this project: a page that complains in its console, panics or misses a file fails its test.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { mailTo, type Mail } from './mail.ts';
import { signIn } from './sign-in.mjs';

export { expect, signIn };

/** What went wrong behind the page; a test may say which refusals it provokes on purpose. */
export class Trouble {
  private readonly found: { text: string; status?: number; path?: string }[] = [];
  private readonly allowed: { status: number; path: string | RegExp }[] = [];

  constructor(private readonly origin: string) {}

  /** Expects answers with this status at this path (its beginning, or a pattern). */
  allow(status: number, path: string | RegExp) {
    this.allowed.push({ status, path });
  }

  watch(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const path = this.ownPath(message.location().url);
      // Chromium repeats each refused request here: it is judged by the path, like the answer itself.
      const status = /^Failed to load resource.* status of (\d+)/.exec(message.text())?.[1];
      if (status && path) this.found.push({ text: `console: ${message.text()} ${path}`, status: Number(status), path });
      else this.found.push({ text: `console: ${message.text()}` });
    });
    context.on('weberror', (error) => this.found.push({ text: `page error: ${error.error()}` }));
    context.on('requestfailed', (request) => {
      const path = this.ownPath(request.url());
      const why = request.failure()?.errorText ?? 'failed';
      // Leaving a page ends what it was still loading. With JavaScript off Chromium refuses to preload it and calls
      // that `csp`; what a real policy refuses is told in the console as well.
      if (path && why !== 'net::ERR_ABORTED' && why !== 'csp') this.found.push({ text: `${request.method()} ${path}: ${why}` });
    });
    context.on('response', (answer) => {
      const path = this.ownPath(answer.url());
      if (path && answer.status() >= 400) {
        this.found.push({ text: `${answer.request().method()} ${path}: ${answer.status()}`, status: answer.status(), path });
      }
    });
  }

  /** What no test asked for, a line each. */
  unexpected(): string[] {
    return this.found.filter(({ status, path }) => !this.allowed.some((rule) =>
      rule.status === status && (typeof rule.path === 'string' ? path?.startsWith(rule.path) : rule.path.test(path ?? '')),
    )).map(({ text }) => text);
  }

  private ownPath(url: string): string | undefined {
    return url.startsWith(`${this.origin}/`) ? url.slice(this.origin.length) : undefined;
  }
}

interface Fixtures {
  /** Watches every page of the test; ask it for `allow(422, '/api/register')`. */
  trouble: Trouble;
  /** The newest mail to an address, perhaps one about something; waited for. */
  mail: (address: string, subject?: string) => Promise<Mail>;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(process.env.OCA_E2E_URL),
  trouble: [async ({ context, baseURL }, use) => {
    const trouble = new Trouble(baseURL!);
    trouble.watch(context);
    await use(trouble);
    expect(trouble.unexpected(), 'the browser complained').toEqual([]);
  }, { auto: true }],
  mail: async ({}, use) => use(mailTo),
});

/** The same journey twice: with JavaScript and without. */
export function bothWays(title: string, journey: Parameters<typeof test>[2]) {
  test(title, journey);
  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });
    test(title, journey);
  });
}

/** Waits until the browser's half has taken the page over, so that the next click is the app's. */
export async function hydrated(page: Page) {
  await expect(page.locator('html')).toHaveAttribute('data-hydrated');
}
