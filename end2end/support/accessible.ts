// Accessibility, checked by axe against WCAG 2.2 AA in light and in dark.
import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Expects no violation on the page as it stands, in both colour schemes (each told at once); leaves it in the light one. */
export async function expectAccessible(page: Page) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const told = (await violations(page)).flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`));
    expect.soft(told, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}

async function violations(page: Page) {
  await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    // With the page's scripts switched off no timer ever fires, and axe would wait for its own.
    if (matchMedia('(scripting: none)').matches) {
      window.setTimeout = ((then: () => void) => void Promise.resolve().then(then)) as unknown as typeof setTimeout;
    }
    return (await window.axe.run({ runOnly: rules, resultTypes: ['violations'] })).violations;
  }, RULES);
}

declare global {
  interface Window { axe: typeof axe }
}
