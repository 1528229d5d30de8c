import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from '@playwright/test';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { CORRECTION, countedSteps } from '../support/desk/counted-steps';
import { expect, test } from '../support/desk/fixtures';
import type { SandboxControl } from '../support/desk/sandbox-control';
import { type Role, signInTo } from '../support/desk/sign-in-to';
import type { TestStack } from '../support/desk/stack';
import { thorough } from '../support/desk/thorough';
import { linkDialog, openContactDialog, openCustomer, openMain } from '../support/desk/verbs';

/** The caller check, and changes that wait for a second person. */
test.use({ stackOptions: { customers: 60, env: { TAKEOVER_GUARD: 'enforce' } } });
test.beforeEach(({ signIn }) => signIn('support'));

let made = 0;
/** A customer whom no other test has corrected. */
async function newCaller(sandbox: SandboxControl): Promise<{ uuid: string; email: string }> {
  made += 1;
  const email = `caller.${made}.${test.info().workerIndex}@journey.example`;
  const { uuid } = await sandbox.add({
    // The sandbox gives the same uuids again after a reset, and the trail remembers what was done under them.
    uuid: randomUUID(),
    ...{
      email,
      phoneNumber: `+97150200${String(1_000 + made)}`,
      name: 'Callie',
      surname: `Number${made}`,
      lean: false,
    },
    ...{ dateOfBirth: '1990-03-07', nationality: 'GBR', passport: { passportNumber: 'QX1234567' } },
  });
  return { uuid, email };
}

const check = (dialog: Locator) => dialog.getByRole('region', { name: 'Caller check' });
const contact = (page: Page) => page.getByRole('region', { name: 'Contact' });

/** Another colleague, in a browser of their own. */
async function colleague(browser: Browser, stack: TestStack, role: Role): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.appUrl });
  await signInTo(stack, context.request, role);
  return await context.newPage();
}

const rowOf = (page: Page, text: string) =>
  page.getByRole('table', { name: 'Approvals' }).getByRole('row').filter({ hasText: text });

async function give(page: Page, purpose = 'Request of the customer'): Promise<void> {
  const asked = page.getByRole('dialog', { name: 'What is this for?' });
  await asked.getByRole('combobox', { name: 'Purpose' }).selectOption({ label: purpose });
  await asked.getByRole('button', { name: 'Continue' }).click();
}

test('a correction with a caller check takes few steps; without one it takes no step more', async ({
  page,
  sandbox,
}) => {
  const { uuid } = await newCaller(sandbox);
  await openCustomer(page, uuid);
  const dialog = page.getByRole('dialog', { name: 'Edit contact' });
  const email = dialog.getByLabel('Email');
  const checked = countedSteps();
  const { did } = checked;
  await did('open the form', () => page.keyboard.press('e'));
  await expect(email).toBeFocused();
  await did('begin the check', () => dialog.getByRole('button', { name: 'Check the caller' }).click());
  await expect(dialog.getByLabel('Birth date')).toBeFocused();
  await did('type the birth date', () => page.keyboard.type('7.3.1990'));
  await did('Tab', () => page.keyboard.press('Tab'));
  await did('type the digits', () => page.keyboard.type('4567'));
  await did('Enter', () => page.keyboard.press('Enter'));
  await expect(dialog.getByText('Caller check passed.')).toBeVisible();
  // The old address is selected, so typing takes its place.
  await expect(email).toBeFocused();
  await did('type the new address', () => page.keyboard.type('checked@corrected.example'));
  await did('Enter', () => page.keyboard.press('Enter'));
  await expect(contact(page)).toContainText('checked@corrected.example');
  expect(checked.list.length).toBe(8);
  expect(checked.list.length).toBeLessThanOrEqual(CORRECTION.steps);
  expect(checked.took()).toBeLessThan(CORRECTION.ms);
  await expect(page.getByRole('region', { name: 'Activity' })).toContainText('checked the caller');

  const plain = countedSteps();
  await plain.did('open the form', () => page.keyboard.press('e'));
  await expect(email).toBeFocused();
  await plain.did('select the old address', () => page.keyboard.press('ControlOrMeta+a'));
  await plain.did('type the new address', () => page.keyboard.type('plain@corrected.example'));
  await plain.did('Enter', () => page.keyboard.press('Enter'));
  await expect(contact(page)).toContainText('plain@corrected.example');
  expect(plain.list.length).toBe(4);
});

test('a check that fails says which item does not match, and after three it is closed', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/429/);
  const { uuid } = await newCaller(sandbox);
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByRole('button', { name: 'Check the caller' }).click();
  const button = check(dialog).getByRole('button', { name: 'Check', exact: true });
  await check(dialog).getByLabel('Birth date').fill('8.3.1990');
  await expect(button).toBeDisabled();
  await check(dialog).getByLabel('Last digits of a document').fill('4567');
  await button.click();
  await expect(check(dialog).getByText('The check was not passed.')).toBeVisible();
  await expect(check(dialog).getByLabel('Birth date')).toHaveAccessibleDescription('Does not match.');
  await expect(check(dialog).getByLabel('Last digits of a document')).toHaveAccessibleDescription('Matches.');
  await expectAccessibleInBoth(page, DIALOG);
  for (const _ of [2, 3]) {
    await button.click();
    await expect(check(dialog).getByText('The check was not passed.')).toBeVisible();
  }
  await button.click();
  await expect(check(dialog).getByText(/No check is made before/)).toBeVisible();
  if (thorough) await expectAccessibleInBoth(page, DIALOG);
  // Offered, not required: the correction goes on, and its event says that no check was passed.
  await dialog.getByLabel('Email').fill('unchecked@corrected.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(contact(page)).toContainText('unchecked@corrected.example');
});

test('both contacts wait, are seen before and after by a colleague, and are saved once', async ({
  page,
  sandbox,
  browser,
  stack,
  quiet,
}) => {
  quiet(/422/);
  const { uuid, email } = await newCaller(sandbox);
  const other = await colleague(browser, stack, 'compliance');
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill('both@corrected.example');
  await dialog.getByLabel('Phone number').fill('050 777 6601');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await give(page);
  await expect(dialog.getByText('This waits for a second person.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  if (thorough) await expectAccessibleInBoth(page, DIALOG);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(contact(page)).toContainText(email);
  expect(await sandbox.calls()).not.toContain('contact');

  await other.goto('/customers');
  await expect(other.getByRole('link', { name: /Approvals.* 1 request waits/ })).toBeVisible();
  await openMain(other, 'Approvals');
  await expect(other.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible();
  const row = rowOf(other, 'both@corrected.example');
  await expect(row).toContainText(email);
  await expect(row).toContainText('+971507776601');
  await expect(row).toContainText('Not passed');
  await expect(row).toContainText('Request of the customer');
  await expectAccessibleInBoth(other);
  await row.getByRole('button', { name: 'Approve' }).click();
  await expect(other.getByRole('table', { name: 'Decided requests' }).getByRole('row').nth(1)).toContainText('Done');
  await expect(rowOf(other, 'both@corrected.example')).toHaveCount(0);
  expect(await sandbox.record(uuid)).toMatchObject({ email: 'both@corrected.example', phoneNumber: '+971507776601' });
  expect((await sandbox.calls()).filter((call) => call === 'contact')).toHaveLength(1);
});

test('a link after a correction is approved by another, and created by its maker @more', async ({
  page,
  sandbox,
  browser,
  stack,
  quiet,
}) => {
  quiet(/422/);
  const { uuid } = await newCaller(sandbox);
  const other = await colleague(browser, stack, 'admin');
  await openCustomer(page, uuid);
  const form = await openContactDialog(page);
  await form.getByLabel('Email').fill('linked@corrected.example');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Create verification link' }).click();
  const dialog = linkDialog(page);
  const create = dialog.getByRole('button', { name: 'Create link' });
  await create.click();
  await give(page);
  await expect(dialog.getByText('No link yet: this waits for a second person.')).toBeVisible();

  await other.goto('/approvals');
  const row = rowOf(other, 'linked@corrected.example');
  await expect(row).toContainText('Verification link');
  await row.getByRole('button', { name: 'Approve' }).click();
  await expect(row).toHaveCount(0);
  expect((await sandbox.calls()).filter((call) => call === 'encrypt')).toEqual([]);

  await create.click();
  await expect(dialog.getByRole('textbox', { name: 'Verification link' })).toHaveValue(/^https:\/\//);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect((await sandbox.calls()).filter((call) => call === 'encrypt')).toHaveLength(1);
});

test('a request is declined with a word, or lapses; its maker can not decide it @more', async ({
  page,
  sandbox,
  browser,
  stack,
  quiet,
}) => {
  quiet(/422/);
  const [one, two] = [await newCaller(sandbox), await newCaller(sandbox)];
  const maker = await colleague(browser, stack, 'admin');
  for (const [index, { uuid }] of [one, two].entries()) {
    await openCustomer(maker, uuid);
    const dialog = await openContactDialog(maker);
    await dialog.getByLabel('Email').fill(`declined.${index}@corrected.example`);
    await dialog.getByLabel('Phone number').fill(`050 777 66${20 + index}`);
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await give(maker);
    await expect(dialog.getByText('This waits for a second person.')).toBeVisible();
  }
  await maker.goto('/approvals');
  await expect(rowOf(maker, 'declined.0')).toContainText('another colleague decides');
  await expect(maker.getByRole('button', { name: 'Approve' })).toHaveCount(0);

  await signInTo(stack, page.request, 'compliance');
  await page.goto('/approvals');
  await rowOf(page, 'declined.0').getByRole('button', { name: 'Decline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decline the request' });
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(dialog.getByLabel('Why')).toHaveAccessibleDescription(/Write a word/);
  await expectAccessibleInBoth(page, DIALOG);
  await dialog.getByLabel('Why').fill('The caller is not the customer');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(dialog).toHaveCount(0);
  const decided = page.getByRole('table', { name: 'Decided requests' });
  await expect(decided).toContainText('The caller is not the customer');

  await asOwner(stack, (query) => query("UPDATE approvals SET lapses_at = now() WHERE state = 'waiting'"));
  await page.reload();
  await expect(decided).toContainText('Lapsed');
  await expect(rowOf(page, 'declined.1')).toHaveCount(0);
  expect(await sandbox.calls()).not.toContain('contact');
});
