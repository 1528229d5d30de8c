import type { Page } from '@playwright/test';
import { expect, test } from '../support/desk/fixtures';
import { openContactDialog, openCustomer, openList, settledRows, shownUuids } from '../support/desk/verbs';

test.beforeEach(async ({ signIn }) => {
  await signIn('support');
});

const contact = (page: Page) => page.getByRole('region', { name: 'Contact' });

test('corrects an e-mail: before → after, one call, and list and page show it at once', async ({ page, sandbox }) => {
  await openList(page);
  const row = (await settledRows(page)).nth(4);
  await row.getByRole('link').click();
  const dialog = await openContactDialog(page);
  const before = await dialog.getByLabel('Email').inputValue();
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await dialog.getByLabel('Email').fill('new@corrected.example');
  const summary = dialog.getByRole('region', { name: 'Summary of changes' });
  await expect(summary).toContainText(before);
  await expect(summary).toContainText('new@corrected.example');
  await sandbox.clearLog();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(contact(page)).toContainText('new@corrected.example');
  expect((await sandbox.calls()).filter((call) => call === 'contact')).toHaveLength(1);
  await page.goBack();
  await expect(page.getByRole('table', { name: 'Customers' })).toContainText('new@corrected.example');
});

test('a correction that is saved while the next customer is loading leaves that customer’s call alone', async ({
  page,
  sandbox,
}) => {
  await openList(page);
  const [other = '', , , , uuid = ''] = await shownUuids(page);
  await page.locator(`tbody a[href$="${uuid}"]`).click();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/customers/${uuid}/contact`, async (route) => {
    const answer = await route.fetch();
    await released;
    await route.fulfill({ response: answer });
  });
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill('new@corrected.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => sandbox.record(uuid)).toMatchObject({ email: 'new@corrected.example' });
  await page.goBack();
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  await sandbox.clearLog();
  await page.locator(`tbody a[href$="${other}"]`).click();
  await expect.poll(() => sandbox.calls()).toContain('statusWithoutImages');
  release();
  await expect(page.getByRole('dialog').filter({ hasText: 'Contact saved' })).toBeVisible();
  await sandbox.clearFaults();
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Liveness');
  await expect(page.getByRole('region', { name: 'Identity' })).toContainText(other);
});

test('corrects a phone number in any usual writing @more', async ({ page, sandbox }) => {
  const { uuid } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Phone number').fill('050 123 9876');
  await expect(dialog.getByText('Will be saved as')).toContainText('+971501239876');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(contact(page)).toContainText('+971501239876');
  expect(await sandbox.record(uuid)).toMatchObject({ phoneNumber: '+971501239876' });
});

test('hints at a domain that looks mistyped, and cleans a stored address of the spaces around it @more', async ({
  page,
  sandbox,
}) => {
  const { uuid } = await sandbox.named('editable');
  await sandbox.patch(uuid, { email: ' spaced@example.com ' });
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  const email = dialog.getByLabel('Email');
  await email.fill('noor@gmial.com');
  await expect(dialog.getByText('Did you mean gmail.com?')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeEnabled();
  await email.fill('spaced@example.com');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await sandbox.record(uuid)).toMatchObject({ email: 'spaced@example.com' });
});

test('says which value is already used by another customer, and keeps what was typed', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/409/);
  const other = await sandbox.named('in-use-target');
  const { uuid, email } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill(other.email ?? '');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByRole('alert')).toContainText(`${other.email} is already used by another customer.`);
  await expect(dialog.getByLabel('Email')).toHaveValue(other.email ?? '');
  expect(await sandbox.record(uuid)).toMatchObject({ email });
});

test('overwrites nothing that somebody changed meanwhile, shows both versions, goes on from the current one', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/409/);
  const { uuid, phoneNumber } = await sandbox.named('changed-meanwhile');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await sandbox.patch(uuid, { phoneNumber: '+971500000003' });
  await sandbox.clearLog();
  await dialog.getByLabel('Email').fill('new@corrected.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText(phoneNumber ?? '');
  await expect(alert).toContainText('+971500000003');
  expect(await sandbox.calls()).not.toContain('contact');
  await dialog.getByRole('button', { name: 'Continue from the current version' }).click();
  await expect(dialog.getByLabel('Email')).toHaveValue('new@corrected.example');
  await expect(dialog.getByLabel('Phone number')).toHaveValue('+971500000003');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await sandbox.record(uuid)).toMatchObject({ email: 'new@corrected.example', phoneNumber: '+971500000003' });
});

test('sends nothing that can not be right @more', async ({ page, sandbox }) => {
  await openCustomer(page, (await sandbox.named('editable')).uuid);
  const dialog = await openContactDialog(page);
  await sandbox.clearLog();
  await dialog.getByLabel('Phone number').fill('050 12');
  await dialog.getByLabel('Email').fill('nonsense');
  await dialog.getByLabel('Email').blur();
  await expect(dialog.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Phone number')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await dialog.getByLabel('Email').press('Enter');
  expect(await sandbox.calls()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Discard what you typed?')).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog.getByLabel('Email')).toHaveValue('nonsense');
});

test('says that the fate of a lost write is unknown, and checks it', async ({ page, sandbox, quiet }) => {
  quiet(/50[23]/);
  const { uuid } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await sandbox.fault({ mode: 'reset', when: 'before-headers', path: 'contact', times: 1 });
  await dialog.getByLabel('Email').fill('new@corrected.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByRole('alert')).toContainText('may or may not have been saved');
  await dialog.getByRole('button', { name: 'Check what Sentinel holds' }).click();
  await expect(contact(page)).toContainText('new@corrected.example');
});

test('says while it is typed whose a contact already is, and opens that customer in a new tab', async ({
  page,
  sandbox,
  context,
  quiet,
}) => {
  quiet(/409/);
  const other = await sandbox.named('in-use-target');
  await openCustomer(page, other.uuid);
  const { uuid } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  const box = dialog.getByLabel('Phone number');
  await box.fill(`${other.phoneNumber}`);
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog).toContainText(`Already used by ${other.name} ${other.surname}.`);
  const coming = context.waitForEvent('page');
  await dialog.getByRole('link', { name: `Open ${other.name} ${other.surname} in a new tab` }).click();
  await expect(await coming).toHaveURL(`/customers/${other.uuid}`);
  await expect(box).toHaveValue(`${other.phoneNumber}`);
  // A hint, no refusal: Sentinel decides.
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByRole('alert')).toContainText('already used by another customer');
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await box.fill('+971501239876');
  await expect(box).not.toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByRole('link')).toHaveCount(0);
});

test('undoes a correction of both contacts, and undoes the undoing @more', async ({ page, sandbox }) => {
  const { uuid, email, phoneNumber } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill('new@corrected.example');
  await dialog.getByLabel('Phone number').fill('+971501239876');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(contact(page)).toContainText('new@corrected.example');
  // The toast takes no keys from the page.
  await expect(page.getByText('Contact saved')).toBeVisible();
  await page.keyboard.press('e');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await contact(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => sandbox.record(uuid)).toMatchObject({ email, phoneNumber });
  await expect(page.getByText('Correction undone')).toBeVisible();
  // From another page the toast leads back to the customer first.
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers');
  await page.getByRole('dialog').filter({ hasText: 'Correction undone' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Editable');
  await expect
    .poll(() => sandbox.record(uuid))
    .toMatchObject({ email: 'new@corrected.example', phoneNumber: '+971501239876' });
});

test('undoes nothing that somebody changed since, and says so; another person is not offered it', async ({
  page,
  sandbox,
  signIn,
  quiet,
}) => {
  quiet(/409/);
  const { uuid } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill('new@corrected.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  const undo = contact(page).getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  await sandbox.patch(uuid, { email: 'theirs@corrected.example' });
  await undo.click();
  await expect(contact(page).getByRole('alert')).toContainText('Somebody else changed this contact meanwhile.');
  await expect(contact(page)).toContainText('theirs@corrected.example');
  await expect(undo).toHaveCount(0);
  await signIn('admin');
  await openCustomer(page, uuid);
  await expect(contact(page).getByRole('button', { name: 'Undo' })).toHaveCount(0);
});
