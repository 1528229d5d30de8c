import { expect, test } from '../support/desk/fixtures';
import { casesOf } from '../support/desk/thorough';
import { customerAtRest, expectHarmless, openCustomer, openList, settledRows } from '../support/desk/verbs';

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});

test('opens from the list with one call without images, and shows who, what was checked, the evidence', async ({
  page,
  sandbox,
}) => {
  await openList(page);
  await expect.poll(async () => (await sandbox.calls()).length).toBeGreaterThan(1);
  await sandbox.clearLog();
  const row = (await settledRows(page)).nth(8);
  const name = (await row.getByRole('link').textContent()) ?? '';
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  for (const region of ['Identity', 'Contact', 'Checks', 'Documents', 'Images']) {
    await expect(page.getByRole('region', { name: region, exact: true })).toBeVisible();
  }
  await expect(page.getByText('Images are not loaded. Showing them is recorded.')).toBeVisible();
  await customerAtRest(page);
  expect(await sandbox.calls()).toEqual(['statusWithoutImages']);
  expect(await page.title()).not.toContain(name);
});

test('opens at once with what the list knew, while Sentinel is slow @more', async ({ page, sandbox }) => {
  await openList(page);
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  const row = (await settledRows(page)).nth(8);
  const name = (await row.getByRole('link').textContent()) ?? '';
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await sandbox.clearFaults();
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Liveness');
});

test('a link opens the customer in a new browser, before any list was seen @more', async ({ page, sandbox }) => {
  const last = (await sandbox.order('updatedAt', 'desc')).at(-1) ?? '';
  await openCustomer(page, last);
});

test('an id in upper case opens the customer', async ({ page, sandbox }) => {
  const { uuid } = await sandbox.named('complete');
  await page.goto(`/customers/${uuid.toUpperCase()}`);
  await expect(page.getByRole('region', { name: 'Identity' })).toContainText(uuid);
  // By now the desk knows how Sentinel writes the id, and so does the address.
  await page.reload();
  await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  await customerAtRest(page);
});

test('marks what OCR read differently @more', async ({ page, sandbox }) => {
  const misread = await sandbox.named('ocr-difference');
  await openCustomer(page, misread.uuid);
  await expect(page.getByRole('region', { name: 'Checks' }).getByText('Different').first()).toBeVisible();
});

test('a German passport agrees with what was typed @more', async ({ page, sandbox }) => {
  const { uuid } = await sandbox.named('complete');
  const { passport } = await sandbox.record(uuid);
  const ocr = { surname: 'GROSS<MUELLER', givenNames: 'JUERGEN', nationality: 'D<<', issuingCountry: 'D', sex: 'M' };
  await sandbox.patch(uuid, {
    ...{ name: 'Jürgen', surname: 'Groß-Müller', nationality: 'DEU', gender: 'male', emiratesId: null },
    passport: { ...(passport as object), countryOfIssue: 'DEU', ocrPassport: ocr },
  });
  await openCustomer(page, uuid);
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByText('GROSS<MUELLER')).toBeVisible();
  await expect(checks.getByText('Different')).toHaveCount(0);
  await expect(checks.getByText('Same').first()).toBeVisible();
});

test('an unlabelled status is shown by its number @more', async ({ page, sandbox }) => {
  await openCustomer(page, (await sandbox.named('unlabelled-status')).uuid);
  await expect(page.getByText('Status 9').first()).toBeVisible();
});

test('nothing is opened when the contact leads to somebody else', async ({ page, sandbox, quiet }) => {
  quiet(/409/);
  const one = await sandbox.named('wrong-person');
  await page.goto(`/customers/${one.uuid}`);
  await expect(
    page.getByText('The contact on file now leads to a different customer. Nothing was opened.'),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Identity' })).toHaveCount(0);
});

test('a uuid that nobody has is honestly not found', async ({ page, quiet }) => {
  quiet(/404/);
  await page.goto('/customers/00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('This customer was not found.')).toBeVisible();
});

const ODD = casesOf(
  ['hostile-markup', 'nulls', 'wrong-types'],
  ['long-name', 'no-space-name', 'unknown-document', 'only-uuid', 'no-email', 'no-phone'],
);

test('survives odd records', async ({ page, sandbox }) => {
  for (const key of ODD) {
    await openCustomer(page, (await sandbox.named(key)).uuid);
    await expect(page.getByRole('region', { name: 'Checks' }), key).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, key).toBeLessThanOrEqual(0);
    await expectHarmless(page);
  }
});

const FAILING = casesOf<readonly [key: string, message: RegExp]>(
  [
    ['rate-limited-detail', /too many requests/],
    ['no-uuid', /could not be read/],
  ],
  [
    ['reset-detail', /can not be reached/],
    ['server-error-detail', /can not be reached/],
    ['html-detail', /could not be read/],
    ['truncated-detail', /could not be read/],
  ],
);

test('says what failed, and offers to try again', async ({ page, sandbox, quiet }) => {
  quiet(/50[23]/);
  for (const [key, message] of FAILING) {
    const one = await sandbox.named(key);
    await page.goto(`/customers/${one.uuid}`);
    await expect(page.getByText(message), key).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Identity' })).toHaveCount(0);
  }
});

test('says so when Sentinel does not answer in time @more', async ({ page, sandbox, quiet }) => {
  // Sentinel has 15 s to begin its answer.
  test.slow();
  quiet(/50[23]/);
  await page.goto(`/customers/${(await sandbox.named('hang-detail')).uuid}`);
  await expect(page.getByText(/did not answer in time/)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Identity' })).toHaveCount(0);
});
