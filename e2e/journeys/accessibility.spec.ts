import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { expect, test } from '../support/desk/fixtures';
import { openContactDialog, openCustomer, openList } from '../support/desk/verbs';

/** axe reads every node of the page under every rule: slow, and not what we measure. */
test.slow();

test('the sign-in page', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessibleInBoth(page);
});

test('the list', async ({ page, signIn }) => {
  await signIn('admin');
  await openList(page, '?perPage=10');
  await expectAccessibleInBoth(page, { dark: true });
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessibleInBoth(page, { within: '[role=menu]' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
});

test('a customer, the contact dialog, the images and the viewer', async ({ page, signIn, sandbox, quiet }) => {
  await signIn('admin');
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await expectAccessibleInBoth(page, { dark: true });
  const dialog = await openContactDialog(page);
  quiet(/409/);
  await dialog.getByLabel('Email').fill((await sandbox.named('in-use-target')).email ?? '');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.getByRole('button', { name: 'Show images' }).click();
  const thumbnail = page
    .getByRole('region', { name: 'Images' })
    .getByRole('button', { name: /Liveness frame 1|Passport, front/ })
    .first();
  await expect(thumbnail).toBeVisible();
  await expectAccessibleInBoth(page, { within: 'section:has(figure)' });
  await thumbnail.click();
  await expect(page.getByRole('dialog', { name: 'Image viewer' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog').getByRole('img')).toHaveCount(2);
  await expectAccessibleInBoth(page, DIALOG);
});

test('the audit log, an event, the export dialog', async ({ page, signIn }) => {
  await signIn('admin');
  await page.goto('/audit');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Chain intact' })).toBeVisible();
  await page
    .getByRole('button', { name: /^Details of event/ })
    .first()
    .click();
  await expectAccessibleInBoth(page);
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
});

/** The frame around it is that of the other pages. */
const MAIN = { within: 'main' };

test('failures', async ({ page, signIn, sandbox, quiet }) => {
  quiet(/404|409|503/);
  await signIn('admin');
  await page.goto('/nowhere');
  await expectAccessibleInBoth(page, MAIN);
  await page.goto(`/customers/${(await sandbox.named('wrong-person')).uuid}`);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectAccessibleInBoth(page, MAIN);
  await sandbox.fault({ mode: 'status', status: 500, path: 'listWithDoc' });
  await page.goto('/customers');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectAccessibleInBoth(page, MAIN);
});
