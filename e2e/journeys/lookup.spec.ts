import { expect, test } from '../support/desk/fixtures';
import { casesOf } from '../support/desk/thorough';
import { openList, searchBox, searchFor } from '../support/desk/verbs';

test.beforeEach(async ({ page, signIn }) => {
  await signIn('support');
  await openList(page);
});

test('finds by e-mail, and by a phone number in three writings', async ({ page, sandbox }) => {
  const someone = (await sandbox.examples('ordinary', 200)).find((one) => one.phoneNumber?.startsWith('+9715'));
  const local = someone?.phoneNumber?.replace('+971', '0') ?? '';
  for (const text of casesOf(
    [someone?.email ?? '', local.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')],
    [someone?.phoneNumber ?? '', someone?.phoneNumber?.replace('+', '00') ?? ''],
  )) {
    await searchFor(page, text);
    await expect(page).toHaveURL(new RegExp(`/customers/${someone?.uuid}$`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(someone?.surname ?? '');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
    // Back brings the text: after it, the box is the next one's.
    await expect(searchBox(page)).toHaveValue(text);
  }
});

test('says plainly that there is nobody, and keeps what was typed out of every address @more', async ({
  page,
  quiet,
}) => {
  quiet(/404/);
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await searchFor(page, 'nobody@nowhere.example');
  await expect(page.getByText('No customer has this e-mail address.')).toBeVisible();
  await expect(searchBox(page)).toHaveValue('nobody@nowhere.example');
  expect(urls.filter((url) => url.includes('nobody'))).toEqual([]);
  expect(page.url()).not.toContain('nobody');
});

test('asks for a whole e-mail or phone number where the directory can not know @more', async ({ page, sandbox }) => {
  await sandbox.clearLog();
  await searchFor(page, 'Qqzzxxjj');
  await expect(page.getByText('Type a whole e-mail address or phone number.')).toBeVisible();
  expect(await sandbox.calls()).not.toContain('statusWithoutImages');
});
