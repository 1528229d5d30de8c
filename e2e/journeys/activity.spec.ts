import type { Page } from '@playwright/test';
import { expect, test } from '../support/desk/fixtures';
import { openContactDialog, openCustomer } from '../support/desk/verbs';

const activity = (page: Page) => page.getByRole('region', { name: 'Activity' });
const entries = (page: Page) => activity(page).getByRole('listitem');

test('tells who looked and who changed, newest first, as it happens, and holds no value whole', async ({
  page,
  sandbox,
  signIn,
  stack,
}) => {
  const { uuid, phoneNumber } = await sandbox.named('editable');
  await signIn('compliance');
  await openCustomer(page, uuid);
  await expect(entries(page).first()).toContainText('You opened the record');
  await page.getByRole('button', { name: 'Show images' }).click();
  await expect(entries(page).first()).toContainText(/You looked at the images.*\d+ images?, .*originals/);

  await signIn('support');
  await openCustomer(page, uuid);
  await expect(entries(page).first()).toContainText('You opened the record');
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Phone number').fill('050 777 4321');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(entries(page).first()).toContainText('You corrected the contact');
  await expect(entries(page).first()).toContainText(/Phone \+\d+•••\d{4} → \+97150•••4321/);

  const said = (await entries(page).allTextContents()).map((text) => text.replace(/\d\d \w+ \d{4}.*/, ''));
  const { name: other, email } = stack.accounts.compliance;
  expect(said.slice(0, 4)).toEqual([
    'You corrected the contact',
    'You opened the record',
    `${other} looked at the images`,
    `${other} opened the record`,
  ]);
  await expect(
    entries(page)
      .filter({ hasText: `${other} opened the record` })
      .first()
      .getByTitle(email),
  ).toBeVisible();
  const whole = await activity(page).evaluate((region) => region.outerHTML);
  expect(whole).not.toContain('+971507774321');
  expect(whole).not.toContain(phoneNumber);
  // Support may see who was here, and not the log itself.
  await expect(activity(page).getByRole('link')).toHaveCount(0);
});

test('a correction that was refused was asked for, and says why @more', async ({ page, sandbox, signIn, quiet }) => {
  quiet(/409/);
  await signIn('support');
  const other = await sandbox.named('in-use-target');
  await openCustomer(page, (await sandbox.named('editable')).uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill(other.email ?? '');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(entries(page).first()).toContainText('You asked to correct the contact');
  await expect(entries(page).first()).toContainText('Already in use');
});

test('folds repeated openings, pushes no correction away, shows all, and leads to the audit log', async ({
  page,
  sandbox,
  signIn,
}) => {
  const { uuid } = await sandbox.named('all-documents');
  await signIn('support');
  await page.request.get(`/api/customers/${uuid}`);
  const linked = await page.request.post(`/api/customers/${uuid}/link`, { data: {} });
  expect(linked.ok()).toBe(true);
  await signIn('admin');
  for (let turn = 0; turn < 30; turn += 1) await page.request.get(`/api/customers/${uuid}`);
  await openCustomer(page, uuid);
  await expect(entries(page).first()).toContainText('You opened the record 25+ times');
  await expect(entries(page).nth(1)).toContainText('created a verification link');
  await activity(page)
    .getByRole('button', { name: /^Show (all|more)$/ })
    .click();
  await expect(entries(page).first()).toContainText('You opened the record 31 times');
  await entries(page).first().getByTitle('Show each time').click();
  await expect(entries(page).first().locator('time')).toHaveCount(31);
  await activity(page).getByRole('link', { name: 'In the audit log' }).click();
  await expect(page).toHaveURL(new RegExp(`/audit\\?customer=${uuid}$`));
  await expect(page.getByRole('table', { name: 'Audit events' })).toContainText('Customer opened');
});
