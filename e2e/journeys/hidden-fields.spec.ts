import type { OpenedCustomer } from '@/lib/contracts/customer';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { sayWhy } from '../support/desk/purpose';
import { signInTo } from '../support/desk/sign-in-to';
import { thorough } from '../support/desk/thorough';
import { customerAtRest, openCustomer } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

test('support reveals a field with a purpose, once asked for each customer', async ({
  page,
  sandbox,
  signIn,
  quiet,
}) => {
  test.slow();
  quiet(/422/);
  await signIn('support');
  const { uuid } = await sandbox.named('all-documents');
  await openCustomer(page, uuid);
  const identity = page.getByRole('region', { name: 'Identity' });
  await expect(identity).toContainText('Hidden for your role');
  if (thorough) await expectAccessibleInBoth(page);

  await page.getByRole('button', { name: 'Reveal Date of birth' }).click();
  const question = page.getByRole('dialog', { name: 'What is this for?' });
  await question.getByRole('button', { name: 'Continue' }).click();
  await expect(question.getByText('Choose a purpose.')).toBeVisible();
  await question.getByRole('combobox', { name: 'Purpose' }).selectOption('Other');
  await question.getByRole('textbox', { name: 'In a sentence' }).fill('asked by jo@example.com');
  await expect(question.getByText(/^This looks like an e-mail address/)).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
  await sayWhy(page);
  await expect(identity).not.toContainText('Hidden for your role');
  await expect(identity).toContainText('years old');

  // The purpose is remembered for this customer.
  const passport = page.getByRole('article', { name: 'Passport' });
  await expect(passport).toContainText('••••');
  await passport.getByRole('button', { name: 'Reveal Number, Passport' }).click();
  await expect(passport).not.toContainText('••••');
  await page.getByRole('button', { name: 'Reveal Fields read by OCR, Passport' }).click();
  await expect(page.getByRole('table', { name: 'Passport: Fields read by OCR' })).toBeVisible();
  await customerAtRest(page);
  const activity = page.getByRole('region', { name: 'Activity' });
  await expect(activity.getByText('revealed a hidden field').first()).toBeVisible();
  await expect(activity).toContainText('Date of birth, purpose: Review of documents');

  // A page that is loaded again shows none of it.
  await page.reload();
  await expect(identity).toContainText('Hidden for your role');
});

test('a person who names no purpose sees nothing, and Sentinel is not asked', async ({
  page,
  sandbox,
  signIn,
  quiet,
}) => {
  quiet(/422/);
  await signIn('support');
  const { uuid } = await sandbox.named('canary');
  await openCustomer(page, uuid);
  await sandbox.clearLog();
  await page.getByRole('button', { name: 'Reveal Date of birth' }).click();
  await page.getByRole('dialog', { name: 'What is this for?' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('region', { name: 'Identity' })).toContainText('Hidden for your role');
  // The directory keeps itself in step by the list.
  expect((await sandbox.calls()).filter((call) => call !== 'listWithDoc')).toEqual([]);
});

test('support’s page holds no hidden value, on screen or on paper', async ({
  page,
  sandbox,
  signIn,
  stack,
  playwright,
}) => {
  const { uuid } = await sandbox.named('all-documents');
  const admin = await playwright.request.newContext({ baseURL: stack.appUrl });
  await signInTo(stack, admin, 'admin');
  const whole = (await (await admin.get(`/api/customers/${uuid}`)).json()) as OpenedCustomer;
  await admin.dispose();
  await signIn('support');
  await openCustomer(page, uuid);
  await customerAtRest(page);
  const [passport] = whole.documents;
  await expect(page.getByRole('article', { name: 'Passport' })).toContainText(`•••• ${passport?.number?.slice(-4)}`);
  const hidden = [
    whole.dateOfBirth,
    String(whole.isLiveScore),
    ...whole.documents.flatMap(({ number, idScore, dateOfIssue }) => [number, String(idScore), dateOfIssue]),
  ].filter((value) => value !== null);
  expect(hidden.length).toBeGreaterThan(8);
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    const text = await page.content();
    for (const value of hidden) expect(text).not.toContain(value);
  }
});
