// Pages come whole even when many are asked for at once: each reaches </html> and leaves nothing to come.
import { PUBLIC_PAGES, nameOf, pathIn, resolveStop } from '../support/site.ts';
import { expect, test } from '../support/test.ts';

const REQUESTS = 200;
const AT_ONCE = 20;
/** The last script says that no part of the page is still missing. */
const WHOLE = /__INCOMPLETE_CHUNKS=\[\];<\/script><\/body><\/html>$/;

for (const stop of PUBLIC_PAGES) {
  test(`${nameOf(stop)} is always finished`, async ({ request, baseURL }) => {
    const path = await resolveStop(request, stop);
    const paths = [pathIn('ko', path), pathIn('en', path)];
    const broken: string[] = [];
    let next = 0;
    const client = async () => {
      for (let number = next++; number < REQUESTS; number = next++) {
        const url = new URL(paths[number % paths.length], baseURL);
        const answer = await fetch(url);
        const body = await answer.text();
        if (answer.status !== 200 || !WHOLE.test(body)) {
          broken.push(`${url.pathname}: ${answer.status}, ends with ${JSON.stringify(body.slice(-80))}`);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
    expect(broken).toEqual([]);
  });
}
