import { holdsFullZod, kilobytes, weighScripts } from '../../scripts/page-weight';
import { expect, test } from '../support/desk/fixtures';
import { customersTable } from '../support/desk/verbs';

/** An empty App Router page is 134.5 KB of it. */
const BUDGET_KB = 190;

test('the Customers page stays light', async ({ page, signIn }) => {
  await signIn('admin');
  const scripts = await weighScripts(page, '/customers', () =>
    customersTable(page).getByRole('link').first().waitFor(),
  );
  expect(scripts.length).toBeGreaterThan(5);
  expect(kilobytes(scripts.filter((script) => !script.ahead))).toBeLessThanOrEqual(BUDGET_KB);
  expect(scripts.filter(holdsFullZod).map((script) => script.path)).toEqual([]);
});
