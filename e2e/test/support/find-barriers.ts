import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** For BrowserOptions.script. */
export const axeScript = axe.source;

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * What keeps people with other senses or tools than ours from using a page: axe's findings that are serious or critical,
 * each with the elements it is about.
 *
 * @param rule only this one, where the rest was looked at already.
 */
export async function findBarriers(page: Page, rule?: string): Promise<string[]> {
  const violations = await page.evaluate(async (only) => {
    const found = await window.axe.run(document, {
      resultTypes: ['violations'],
      // Reads every style sheet again, for rules about media that are at most moderate.
      preload: false,
      // At most moderate, and a tenth of the time.
      rules: { region: { enabled: false } },
      ...(only === undefined ? {} : { runOnly: [only] }),
    });
    return found.violations.map(({ id, impact, nodes }) => ({
      ...{ id, impact },
      elements: nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ''}`),
    }));
  }, rule);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, elements }) => elements.map((element) => `${id}: ${element}`));
}
