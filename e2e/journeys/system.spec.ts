import { expectAccessibleInBoth } from '../support/desk/accessible';
import { expect, test } from '../support/desk/fixtures';
import type { Role } from '../support/desk/sign-in-to';
import { casesOf } from '../support/desk/thorough';
import { openList, openMain } from '../support/desk/verbs';

const REFUSED = /has refused the desk’s credentials since/;

test('the page System says of each part how it does, and what to do', async ({ page, signIn }) => {
  await signIn('admin');
  await openList(page, '?perPage=10');
  await openMain(page, 'System');
  await expect(page.getByRole('heading', { name: 'System', level: 1 })).toBeVisible();
  for (const part of ['Sentinel', 'Directory', 'Database', 'Audit trail', 'Replicas', 'People']) {
    const region = page.getByRole('region', { name: part, exact: true });
    await expect(region.getByText(/^(Works|Slow|Needs you|Off)$/).first()).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'Sentinel' })).toContainText('Accepted');
  const settings = page.getByRole('region', { name: 'Settings' });
  await expect(settings).toContainText('SENTINEL_CLIENT_SECRET');
  await expectAccessibleInBoth(page);
});

for (const role of casesOf<Role>(['support'], ['admin'])) {
  test(`a banner tells ${role} that Sentinel refuses the credentials, and goes by itself`, async ({
    page,
    signIn,
    sandbox,
    quiet,
  }) => {
    quiet(/502/);
    await signIn(role);
    await openList(page, '?perPage=10');
    const banner = page.getByRole('alert').filter({ hasText: REFUSED });
    await expect(banner).toHaveCount(0);
    await sandbox.fault({ mode: 'status', status: 401, path: 'listWithDoc' });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(banner).toBeVisible();
    await expect(banner.getByRole('link', { name: 'Open System' })).toHaveCount(role === 'admin' ? 1 : 0);
    await sandbox.clearFaults();
    await page
      .getByRole('button', { name: /^(Refresh|Try again)$/ })
      .first()
      .click();
    await expect(banner).toHaveCount(0);
  });
}

test('the sentence of a failure names the request as the log does', async ({ page, signIn, sandbox, stack, quiet }) => {
  quiet(/502|503/);
  await signIn('admin');
  await sandbox.fault({ mode: 'status', status: 500, path: 'listWithDoc' });
  await page.goto('/customers?sortBy=gender');
  const sentence = page.getByText(/^Request/).first();
  await expect(sentence).toBeVisible();
  const id = /[\da-f]{8}-[\da-f-]{27}/.exec((await sentence.textContent()) ?? '')?.[0];
  expect(id).toBeDefined();
  expect(stack.appLog()).toContain(`"requestId":"${id}"`);
});
