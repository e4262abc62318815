// The public pages, and how addresses are made.
import { expect, type APIRequestContext, type Page } from '@playwright/test';

export type Lang = 'ko' | 'en';

/** A page to walk: a path, or the first link of that kind on another page, perhaps followed by more. */
export type Stop = string | { on: string; first: RegExp; then?: string; name: string };

export const PUBLIC_PAGES: Stop[] = [
  '/',
  '/companies',
  { name: 'the first company', on: '/companies', first: /^\/companies\/(?!new$|mine$)[a-z0-9-]+$/ },
  '/companies/compare?firms=marugyeol-cloud,baeum-yeoul',
  '/meetups',
  '/meetups?when=past',
  { name: 'the next meetup', on: '/meetups', first: /^\/meetups\/(?!new$)[a-z0-9-]+$/ },
  '/sectors',
  '/sectors/healthcare',
  '/companies?sector=healthcare&field=healthcare/imaging',
  '/news',
  '/offers',
  { name: 'an offer', on: '/offers', first: /^\/offers\/(?!new$)[a-z0-9-]+$/ },
  { name: 'a notice', on: '/news', first: /^\/news\/(?!new$)[a-z0-9-]+$/ },
  '/technologies',
  '/technologies?view=table',
  '/technologies/editions',
  '/coverage',
  '/technologies/moves',
  '/companies/marugyeol-cloud/history',
  '/coverage?sector=healthcare',
  '/technologies/infrastructure',
  '/technologies/compute',
  '/technologies/gpu-cloud',
  '/consortia',
  { name: 'a recruiting consortium', on: '/consortia?state=recruiting', first: /^\/consortia\/(?!new$|mine$)[a-z0-9-]+$/ },
  { name: 'an active consortium', on: '/consortia?state=active', first: /^\/consortia\/(?!new$|mine$)[a-z0-9-]+$/ },
  { name: 'a past meetup', on: '/meetups?when=past', first: /^\/meetups\/(?!new$)[a-z0-9-]+$/ },
  '/flagship',
  { name: 'the open call', on: '/flagship', first: /^\/flagship\/(?!new$)[a-z0-9-]+$/ },
  '/bids',
  { name: 'the first bid', on: '/bids', first: /^\/bids\/(?!new$)[a-z0-9-]+$/ },
  '/sign-in',
  '/sign-up',
  '/about/design',
  '/search?q=의료',
  '/about',
  '/privacy',
  '/reset/ask',
  '/contact/stop',
];

/** Korean stands at the root, English under /en. */
export function pathIn(lang: Lang, path: string): string {
  return lang === 'ko' ? path : `/en${path === '/' ? '' : path}`;
}

export function nameOf(stop: Stop): string {
  return typeof stop === 'string' ? stop : stop.name;
}

/** The Korean path of a stop. */
export async function resolveStop(request: APIRequestContext, stop: Stop): Promise<string> {
  if (typeof stop === 'string') return stop;
  const html = await (await request.get(stop.on)).text();
  const link = [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)].map(([, href]) => href).find((href) => stop.first.test(href));
  if (!link) throw new Error(`No link like ${stop.first} on ${stop.on}`);
  return link + (stop.then ?? '');
}

export async function expectNoSidewaysScrolling(page: Page) {
  const { content, room } = await page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    return { content: root.scrollWidth, room: root.clientWidth };
  });
  expect.soft(content, `width of the content of ${page.url()} at ${room} px`).toBeLessThanOrEqual(room);
}
