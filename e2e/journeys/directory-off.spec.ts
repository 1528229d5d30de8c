import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { expect, test } from '../support/desk/fixtures';
import type { SandboxControl } from '../support/desk/sandbox-control';
import { thorough } from '../support/desk/thorough';
import {
  customersTable,
  exportDialog,
  filterPanel,
  openContactDialog,
  openList,
  openMain,
  searchBox,
  searchFor,
  settledRows,
  shownUuids,
} from '../support/desk/verbs';

/** `DIRECTORY=off`: an operator keeps nobody's data here. What needs the directory says so, and the rest works. */
test.use({ stackOptions: { customers: 120, env: { DIRECTORY: 'off' } } });

const OFF = 'The directory is switched off';
const ONLY_EXACT = 'Type a whole e-mail address or phone number.';

/** The calls that a text can cause. The list's pages, which its view asks for ahead, are no such calls. */
const askedByText = async (sandbox: SandboxControl) => (await sandbox.calls()).filter((call) => call !== 'listWithDoc');

test.describe('the search box', () => {
  test.beforeEach(async ({ page, signIn }) => {
    await signIn('support');
    await openList(page);
  });

  test('says what alone finds people, and asks Sentinel for nothing that is half typed', async ({ page, sandbox }) => {
    const { email } = await sandbox.named('editable');
    await sandbox.clearLog();
    await searchBox(page).pressSequentially('Specimen');
    await expect(page.getByText(`${ONLY_EXACT} Then press Enter.`)).toBeVisible();
    await expect(page.getByText(`${OFF}.`)).toBeVisible();
    const answered = page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/api/customers/search') &&
        answer
          .request()
          .postData()
          ?.includes(email ?? '') === true,
    );
    await searchBox(page).fill(email ?? '');
    await answered;
    expect(await askedByText(sandbox)).toEqual([]);
  });

  test('opens whose whole e-mail or phone number it is, and Back brings it and its row', async ({ page, sandbox }) => {
    const { uuid, email, phoneNumber } = await sandbox.named('editable');
    for (const text of [email ?? '', phoneNumber ?? '']) {
      await searchFor(page, text);
      await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Editable Specimen');
      await page.goBack();
      await expect(searchBox(page)).toHaveValue(text);
      expect(await shownUuids(page)).toEqual([uuid]);
    }
  });

  test('says of a name that it can not find it, and why @more', async ({ page, sandbox }) => {
    await sandbox.clearLog();
    await searchFor(page, 'Canary-Qx7vLmp');
    await expect(page.getByText(`${OFF}. ${ONLY_EXACT}`)).toBeVisible();
    // The list is still the list: nothing looks like a result of nobody.
    expect((await shownUuids(page)).length).toBe(50);
    expect(await askedByText(sandbox)).toEqual([]);
  });

  test('tells nobody there from nobody to ask @more', async ({ page, sandbox }) => {
    await searchFor(page, 'nobody@nowhere.example');
    await expect(page.getByText('No customer has this e-mail address.')).toBeVisible();
    await sandbox.fault({ mode: 'status', status: 500, path: 'statusWithoutImages' });
    await searchFor(page, 'nobody.else@nowhere.example');
    await expect(page.getByText('Sentinel could not be asked')).toBeVisible();
    await expect(page.getByText('No customer has')).toHaveCount(0);
  });
});

test('filters say that there is nothing to filter, also to whoever followed a link', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page);
  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  const filters = filterPanel(page);
  await expect(filters).toContainText(`${OFF}: nothing can be filtered without it.`);
  await expect(filters.getByRole('checkbox')).toHaveCount(0);
  await expect(filters.getByText('Loading')).toHaveCount(0);
  await expectAccessibleInBoth(page, { within: 'section' });
  await filters.getByRole('button', { name: 'Close filters' }).click();

  await page.goto('/customers?expired=true');
  await expect(page.getByText('Nothing can be filtered without it.')).toBeVisible();
  await expect(page.getByText('No customer passes these filters')).toHaveCount(0);
  await expect(page.getByText(/ of 0$/)).toHaveCount(0);
  if (thorough) await expectAccessibleInBoth(page);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  expect((await shownUuids(page)).length).toBe(50);
});

test('an export says that there is nothing to export from, and offers none', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await expect(dialog.getByRole('status')).toHaveText(`${OFF}: there is nothing to export from.`);
  await expect(dialog.getByRole('button', { name: 'Export CSV' })).toHaveCount(0);
  await expect(dialog.getByRole('checkbox')).toHaveCount(0);
  await expect(dialog).not.toContainText(/\b0 customers/);
  await expectAccessibleInBoth(page, DIALOG);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toHaveCount(0);
});

test('the expiring documents are not known, which is something else than none', async ({ page, signIn }) => {
  await signIn('admin');
  await page.goto('/customers');
  await openMain(page, 'Expiring');
  await expect(page.getByRole('heading', { level: 1, name: 'Expiring documents' })).toBeVisible();
  await expect(page.getByText(OFF)).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByText('No documents here')).toHaveCount(0);
  await expect(page.getByRole('main')).not.toContainText(/\b0\b/);
  await expectAccessibleInBoth(page);
});

test('the list, the walk through it, a customer and the correction of a contact work as ever', async ({
  page,
  sandbox,
  signIn,
}) => {
  await signIn('support');
  await openList(page, '?perPage=10&sortBy=name&order=asc');
  const order = await sandbox.order('name', 'asc');
  expect(await shownUuids(page)).toEqual(order.slice(0, 10));
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText('11–20 of 120')).toBeVisible();
  await (await settledRows(page)).first().getByRole('link').click();
  await page.getByRole('link', { name: 'Next customer' }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${order[11]}$`));
  await expect(page.getByRole('region', { name: 'Identity' })).toContainText(order[11] ?? '');
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill('corrected@nowhere.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText('corrected@nowhere.example');
  await page.goBack();
  await expect(customersTable(page)).toContainText('corrected@nowhere.example');
});
