// The pages of those who work here, seen by axe in both languages, wide and narrow, light and dark.
import { expectAccessible } from '../support/accessible.ts';
import { expectNoSidewaysScrolling, nameOf, pathIn, resolveStop, type Stop } from '../support/site.ts';
import { expect, hydrated, signIn, test } from '../support/test.ts';

const FIRM = '/companies/soebuk-factory';
const CONSORTIUM = '/consortia/factory-foresight';

const MEMBER: Stop[] = [
  '/',
  '/account',
  '/inbox',
  '/conversations',
  '/companies/madipul/contact',
  '/offers/new',
  '/sectors/manufacturing-energy',
  '/companies/mine',
  '/companies/new',
  FIRM,
  `${FIRM}/edit`,
  `${FIRM}/people`,
  `${FIRM}/logo`,
  `${FIRM}/services`,
  `${FIRM}/services/new`,
  `${FIRM}/capabilities`,
  `${FIRM}/capabilities/new`,
  { name: 'a capability', on: `${FIRM}/capabilities`, first: /\/capabilities\/(?!new$)[a-z0-9]+$/ },
  '/consortia/mine',
  '/consortia/new',
  CONSORTIUM,
  `${CONSORTIUM}/edit`,
  `${CONSORTIUM}/invite`,
  '/meetups/new',
  { name: 'a meetup', on: '/meetups', first: /^\/meetups\/(?!new$)[a-z0-9-]+$/ },
  '/bids/new',
  { name: 'the own bid', on: CONSORTIUM, first: /^\/bids\/(?!new$)[a-z0-9-]+$/ },
  { name: 'editing the own bid', on: CONSORTIUM, first: /^\/bids\/(?!new$)[a-z0-9-]+$/, then: '/edit' },
  { name: 'answering an advert', on: '/bids?sector=education', first: /^\/bids\/(?!new$)[a-z0-9-]+$/, then: '/answer' },
];

const COORDINATOR: Stop[] = [
  '/',
  '/inbox',
  '/news/new',
  { name: 'editing a notice', on: '/news', first: /^\/news\/(?!new$)[a-z0-9-]+$/, then: '/edit' },
  '/secretariat',
  '/secretariat/sectors',
  '/secretariat/jobs',
  '/secretariat/reports',
  '/secretariat/capabilities',
  '/sectors/healthcare/demand',
  '/secretariat/map?area=compute',
  '/secretariat/recruiting',
  '/secretariat/recruiting?sector=healthcare&technology=telehealth',
  '/secretariat/landscapes',
  '/flagship/new',
  { name: 'a call', on: '/flagship', first: /^\/flagship\/(?!new$)[a-z0-9-]+$/ },
  { name: 'editing a call', on: '/flagship', first: /^\/flagship\/(?!new$)[a-z0-9-]+$/, then: '/edit' },
  { name: 'editing a meetup', on: '/meetups', first: /^\/meetups\/(?!new$)[a-z0-9-]+$/, then: '/edit' },
];

const PEOPLE = { 'a member': ['garam@soebuk-factory.example', MEMBER], 'a coordinator': ['jiam@oca.example', COORDINATOR] } as const;

for (const lang of ['ko', 'en'] as const) {
  for (const [who, [email, stops]] of Object.entries(PEOPLE)) {
    test(`the pages of ${who} in ${lang}`, async ({ page }) => {
      test.setTimeout(120_000);
      await signIn(page, email);
      for (const stop of stops) {
        await test.step(nameOf(stop), async () => {
          const path = await resolveStop(page.request, stop);
          const answer = await page.goto(pathIn(lang, path));
          expect(answer?.status(), path).toBe(200);
          await hydrated(page);
          await expect(page.locator('h1')).toHaveCount(1);
          for (const width of [1280, 390]) {
            await page.setViewportSize({ width, height: 844 });
            await expectNoSidewaysScrolling(page);
            await expectAccessible(page);
          }
        });
      }
    });
  }
}
