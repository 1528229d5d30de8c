import { CORRECTION, countedSteps } from '../support/desk/counted-steps';
import { expect, test } from '../support/desk/fixtures';
import { openCustomer } from '../support/desk/verbs';

/** `CALLER_CHECK=required`: the check is in the form at once, and no correction goes without it. */
test.use({ stackOptions: { customers: 50, env: { CALLER_CHECK: 'required' } } });

test('without a passed check nothing is saved; with one the correction takes few steps', async ({
  page,
  sandbox,
  signIn,
  quiet,
}) => {
  quiet(/403/);
  await signIn('support');
  const { uuid } = await sandbox.add({
    ...{ email: 'required@journey.example', phoneNumber: '+971502009999', name: 'Callie', lean: false },
    ...{ dateOfBirth: '1990-03-07', passport: { passportNumber: 'QX1234567' } },
  });
  await openCustomer(page, uuid);
  const dialog = page.getByRole('dialog', { name: 'Edit contact' });
  const email = dialog.getByLabel('Email');
  await page.keyboard.press('e');
  await email.fill('early@corrected.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByText(/Check first that the caller is the customer/)).toBeVisible();
  expect(await sandbox.calls()).not.toContain('contact');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toHaveCount(0);

  const { list, did, took } = countedSteps();
  await did('open the form', () => page.keyboard.press('e'));
  await expect(dialog.getByLabel('Birth date')).toBeFocused();
  await did('type the birth date', () => page.keyboard.type('7.3.1990'));
  await did('Tab', () => page.keyboard.press('Tab'));
  await did('type the digits', () => page.keyboard.type('4567'));
  await did('Enter', () => page.keyboard.press('Enter'));
  await expect(email).toBeFocused();
  await did('type the new address', () => page.keyboard.type('required@corrected.example'));
  await did('Enter', () => page.keyboard.press('Enter'));
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText('required@corrected.example');
  expect(list.length).toBe(7);
  expect(list.length).toBeLessThanOrEqual(CORRECTION.steps);
  expect(took()).toBeLessThan(CORRECTION.ms);
});
