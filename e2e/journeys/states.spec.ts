import { LOOKS, showIn, violationsOf } from '../support/desk/accessible';
import { MORE, thorough } from '../support/desk/thorough';
import { expect, test } from '../support/directory/directory-fixtures';
import { oddlyOrdered } from '../support/states/odd-order';
import { DESKTOP, PHONE } from '../support/states/state';
import { WALKS } from '../support/states/walks';

/**
 * Every state of the desk, as axe reads it: a name and the way there. `npm test` reads those that no other journey reads,
 * in one look; `npm run torture` reads all, in both themes and both directions.
 */

test.describe.configure({ timeout: thorough ? 600_000 : 180_000 });

for (const { name, role, quiet: provoked, states } of WALKS) {
  const isWhole = states.every(({ more }) => more);
  test(`axe finds nothing in any state: ${name}${isWhole ? ` ${MORE}` : ''}`, async ({
    page,
    browser,
    sandbox,
    stack,
    signIn,
    quiet,
  }) => {
    if (provoked !== undefined) quiet(provoked);
    // A state that does not come is told soon.
    page.setDefaultTimeout(15_000);
    // The walk leaves forms with text behind, and the browser would ask.
    await page.addInitScript(() => {
      window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);
    });
    await signIn(role);
    for (const state of states.filter(({ more }) => thorough || !more)) {
      await page.setViewportSize(state.phone ? PHONE : DESKTOP);
      await test.step(state.name, () => state.reach({ page, browser, sandbox, stack }));
      for (const look of thorough ? LOOKS : LOOKS.slice(0, 1)) {
        await showIn(page, look);
        const found = await violationsOf(page, { ...(state.within !== undefined && { within: state.within }) });
        expect.soft(found, `${state.name}, ${look.scheme}, ${look.direction}`).toEqual([]);
      }
      await showIn(page, null);
      expect.soft(await oddlyOrdered(page), `${state.name}, from right to left`).toEqual([]);
    }
  });
}
