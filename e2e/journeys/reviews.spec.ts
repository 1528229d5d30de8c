import type { Page } from '@playwright/test';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { openList } from '../support/desk/verbs';

/** A rule names a person live; the person cannot close the review, and a colleague reads the rows and closes it. */

test.use({
  stackOptions: {
    env: {
      REVIEWS: JSON.stringify({
        everySeconds: 1,
        off: ['not-led'],
        beyondPeers: { measures: { 'opened-minute': { least: 3, atFirst: 3 } } },
      }),
    },
  },
});

const table = (page: Page) => page.getByRole('table', { name: 'Reviews' });
const sentence = /opened 4 customers within a minute\./;

test('a review is named, read and closed, never by its subject', async ({ page, signIn, stack }) => {
  await signIn('compliance');
  await openList(page, '?perPage=10');
  const paths = await page
    .getByRole('table', { name: 'Customers' })
    .locator('tbody')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  // The desk has begun to read the trail: what it meets from here on is new to it.
  await expect.poll(() => asOwner(stack, (query) => query('SELECT seq FROM review_place'))).toHaveLength(1);
  for (const path of [...new Set(paths)].slice(0, 5)) {
    const answer = await page.request.get(`/api${path}`);
    expect(answer.status()).toBe(200);
  }
  await expect
    .poll(() => asOwner(stack, (query) => query('SELECT rule FROM review_findings')), { timeout: 20_000 })
    .toEqual([{ rule: 'beyond-peers' }]);

  await page.getByRole('link', { name: 'Reviews' }).click();
  const row = table(page).getByRole('row', { name: sentence });
  await expect(row).toContainText(stack.accounts.compliance.name);
  await expect(row).toContainText('somebody else closes it');
  await expect(page.getByRole('button', { name: /^Close review/ })).toHaveCount(0);

  await signIn('admin');
  await page.goto('/reviews');
  await expectAccessibleInBoth(page);
  // The rows are those of the audit log.
  await table(page).getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible();
  const newest = page.getByRole('table', { name: 'Audit events' }).locator('tbody tr[data-seq]').first();
  await expect(newest).toContainText('Customer opened');
  await page.goBack();

  await page.getByRole('button', { name: /^Close review/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Close review/ });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toContainText('Write what you found.');
  await dialog.getByLabel('What you found').fill('She compared five records for the audit.');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('No open reviews')).toBeVisible();
  await page.getByRole('button', { name: 'Closed', exact: true }).click();
  await expect(table(page).getByRole('row', { name: sentence })).toContainText('She compared five records');
});
