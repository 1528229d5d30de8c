import type { Page } from '@playwright/test';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { casesOf } from '../support/desk/thorough';
import {
  chips,
  customerAtRest,
  customersTable,
  expectShown,
  filterPanel,
  openCustomer,
  openList,
  searchBox,
  searchFor,
  settledRows,
  shownUuids,
  suggestions,
} from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

test.beforeEach(async ({ signIn }) => {
  await signIn('support');
});

const rowsOf = (page: Page) => customersTable(page).locator('tbody').getByRole('row');

/** A result is on screen once its text stands above it. */
async function showResult(page: Page, text: string): Promise<void> {
  await searchFor(page, text);
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText(text);
  await expect(customersTable(page)).not.toHaveAttribute('aria-busy', 'true');
}

async function openFilters(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  await expect(filterPanel(page)).toBeVisible();
}

test('Skip to content leads to the page, and leaves the result and the way back as they are', async ({
  page,
  sandbox,
}) => {
  await openList(page);
  const { uuid } = await sandbox.named('canary');
  await showResult(page, 'canary-QX7vl');
  await page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''));
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expectShown(page, [uuid]);
  await expect(searchBox(page)).toHaveValue('canary-QX7vl');
  await page.locator(`tbody a[href$="${uuid}"]`).click();
  await customerAtRest(page);
  await page.goBack();
  await expectShown(page, [uuid]);
  await expect(page.locator('html[data-same-document]')).toHaveCount(1);
});

test('finds a name in Latin letters, whatever their case, and marks what matched @more', async ({ page, sandbox }) => {
  await openList(page);
  const { uuid } = await sandbox.named('canary');
  await showResult(page, 'canary-QX7vl');
  await expectShown(page, [uuid]);
  await expect(customersTable(page).locator('mark').first()).toBeVisible();
  expect(page.url()).not.toContain('?');
});

test('finds a name in Arabic letters, with or without their marks @more', async ({ page, sandbox, secret }) => {
  await openList(page);
  const [someone] = await sandbox.examples('arabic', 1);
  const name = someone?.name ?? '';
  secret.push(name);
  await showResult(page, name);
  expect(await shownUuids(page)).toContain(someone?.uuid);
  await showResult(page, [...name].join('\u0640'));
  expect(await shownUuids(page)).toContain(someone?.uuid);
});

test('opens whom a whole phone number or document number belongs to, in any usual writing', async ({
  page,
  sandbox,
  secret,
}) => {
  await openList(page);
  const callers = (await sandbox.examples('ordinary', 200)).filter((one) => one.phoneNumber?.startsWith('+9715'));
  const emiratesIdOf = async (uuid: string) => {
    const record = (await sandbox.record(uuid)) as { emiratesId?: { emiratesIdNumber?: string } };
    return record.emiratesId?.emiratesIdNumber?.replaceAll('-', '') ?? '';
  };
  let [someone, document] = [callers[0], ''];
  for (someone of callers) {
    document = await emiratesIdOf(someone.uuid);
    if (document !== '') break;
  }
  const phone = someone?.phoneNumber ?? '';
  const dashed = document.replace(/^(\d{3})(\d{4})(\d{7})(\d)$/, '$1-$2-$3-$4');
  expect(dashed).toMatch(/^784-/);
  secret.push(phone, document, dashed);
  const local = phone.replace('+971', '0').replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
  for (const text of casesOf([local, dashed], [phone, phone.replace('+', '00')])) {
    await searchFor(page, text);
    await expect(page, text).toHaveURL(new RegExp(`/customers/${someone?.uuid}$`));
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
    // Back brings the text: after it, the box is the next one's.
    await expect(searchBox(page)).toHaveValue(text);
  }
});

test('takes two letters for the beginning of a word, and asks for more than one @more', async ({ page }) => {
  await openList(page);
  await searchFor(page, 'm');
  await expect(page.getByText('Type one more letter.').first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Shown customers' })).toHaveCount(0);
  await showResult(page, 'mo');
  const texts = await rowsOf(page).allTextContents();
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(text.normalize('NFD').toLowerCase()).toMatch(/(^|[^a-z])m\p{M}*o/u);
});

test('suggests while somebody types; arrows and Enter open one, and Back brings text and result', async ({ page }) => {
  await openList(page);
  await searchBox(page).pressSequentially('mo');
  await expect(suggestions(page).nth(1)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(suggestions(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(searchBox(page)).toHaveAttribute(
    'aria-activedescendant',
    (await suggestions(page).first().getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}$/);
  const uuid = page.url().slice(-36);
  await page.goBack();
  await expect(searchBox(page)).toHaveValue('mo');
  expect((await shownUuids(page))[0]).toBe(uuid);
  expect(page.url()).not.toContain('mo');
});

test('what somebody types before the page’s code is there counts as well @more', async ({ page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/customers', { waitUntil: 'commit' });
  await searchBox(page).pressSequentially('mo');
  letGo();
  await expect(suggestions(page).nth(1)).toBeVisible();
  await expect(searchBox(page)).toHaveValue('mo');
});

test('part of a number opens nobody by itself: it shows who has it @more', async ({ page, sandbox, secret }) => {
  await openList(page);
  const [someone] = (await sandbox.examples('ordinary', 200)).filter((one) => one.phoneNumber?.startsWith('+9715'));
  const part = someone?.phoneNumber?.slice(-7) ?? '';
  secret.push(part);
  await showResult(page, part);
  expect(await shownUuids(page)).toContain(someone?.uuid);
  await expect(page).toHaveURL(/\/customers$/);
});

test('nobody is chosen from the suggestions of an earlier text', async ({ page }) => {
  await openList(page);
  await searchBox(page).pressSequentially('mo');
  await expect(suggestions(page).nth(1)).toBeVisible();
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/customers/search', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await searchBox(page).pressSequentially('ha');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  answer();
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('moha');
  await expect(page).toHaveURL(/\/customers$/);
});

test('whoever opens somebody while a look-up is under way stays there', async ({ page, sandbox }) => {
  await openList(page);
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages', times: 1 });
  await searchFor(page, 'nobody.at.all@nowhere.example');
  await (await settledRows(page)).nth(2).getByRole('link').click();
  await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}$/);
  const there = page.url();
  const answered = page
    .waitForResponse((answer) => answer.url().endsWith('/api/customers/search'), { timeout: 5_000 })
    .catch(() => {});
  await sandbox.clearFaults();
  await answered;
  await expect(page.getByRole('region', { name: 'Identity' })).toBeVisible();
  expect(page.url()).toBe(there);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
});

test('from filters, Back leads to the text’s result and then to the filters @more', async ({ page }) => {
  await openList(page, '?gender=female');
  await expect(chips(page)).toHaveCount(1);
  await searchBox(page).pressSequentially('moh');
  await suggestions(page).first().click();
  await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(searchBox(page)).toHaveValue('moh');
  await page.goBack();
  await expect(page).toHaveURL(/gender=female$/);
  await expect(searchBox(page)).toHaveValue('');
});

test('Escape closes the suggestions, and Enter then shows the whole result @more', async ({ page }) => {
  await openList(page);
  await searchBox(page).pressSequentially('mo');
  await expect(suggestions(page).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(suggestions(page)).toHaveCount(0);
  await expect(searchBox(page)).toHaveValue('mo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('mo');
});

test('walks the whole result from customer to customer, and Back leads to it', async ({ page }) => {
  await openList(page, '?perPage=10');
  await showResult(page, '@example');
  await expect(page.getByText(/^1–10 of \d+$/)).toBeVisible();
  const first = await shownUuids(page);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText(/^11–20 of \d+$/)).toBeVisible();
  const second = await shownUuids(page);
  expect(new Set([...first, ...second]).size).toBe(20);
  await page.goBack();
  await expectShown(page, first);
  await (await settledRows(page)).nth(8).getByRole('link').click();
  const at = (uuid: string | undefined) => expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  for (const uuid of [first[9], second[0], second[1]]) {
    await page.getByRole('link', { name: 'Next customer' }).click();
    await at(uuid);
    await expect(page.getByRole('region', { name: 'Identity' })).toContainText(uuid ?? '');
  }
  await page.getByRole('link', { name: 'Previous customer' }).click();
  await at(second[0]);
  await page.goBack();
  await expect(searchBox(page)).toHaveValue('@example');
  await expectShown(page, first);
});

test('filters hold what their counts say; the address carries them without the text, to anybody', async ({
  page,
  browser,
  stack,
}) => {
  await openList(page);
  await showResult(page, 'an');
  await openFilters(page);
  const option = filterPanel(page).getByRole('group', { name: 'Gender' }).getByRole('checkbox').first();
  const label = filterPanel(page).getByRole('group', { name: 'Gender' }).locator('label').first();
  const count = (await label.textContent())?.match(/[\d,]+$/)?.[0];
  await option.check();
  await expect(page).toHaveURL(/\/customers\?gender=[a-z]+$/);
  await expect(page.getByText(new RegExp(`of ${count}$`))).toBeVisible();
  await expect(chips(page)).toHaveCount(2);

  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    baseURL: stack.appUrl,
  });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(chips(other)).toHaveCount(1);
  await expect(searchBox(other)).toHaveValue('');
  await settledRows(other);
  await context.close();

  await page.getByRole('button', { name: 'Clear the text' }).click();
  await expect(chips(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(page.getByRole('list', { name: 'Shown customers' })).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/gender=/);
  await page.goBack();
  await expect(searchBox(page)).toHaveValue('an');
  await expect(chips(page)).toHaveCount(2);
});

test('whoever is asked for by their expiry shows it @more', async ({ page }) => {
  await openList(page, '?expiresWithin=90');
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('90 days');
  await settledRows(page);
  const texts = await rowsOf(page).allTextContents();
  for (const text of texts) expect(text).toMatch(/Expires (today|in \d+ days?):/);
  expect(texts.join()).toMatch(/Expires in [3-9]\d days/);
});

test('one person’s row opens that person, and nonsense says that nobody matches @more', async ({ page, sandbox }) => {
  await openList(page);
  const { uuid } = await sandbox.named('canary');
  await showResult(page, 'Canary-Qx7vLmp');
  await (await settledRows(page)).first().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  await page.goBack();
  await showResult(page, 'qqzzxxjj');
  await expect(page.getByText('Nobody matches')).toBeVisible();
  await openCustomer(page, uuid);
});

test('filters, suggestions and results are accessible', async ({ page }) => {
  await openList(page);
  test.slow();
  await showResult(page, 'mo');
  await openFilters(page);
  await expect(filterPanel(page).getByRole('checkbox').nth(8)).toBeVisible();
  await searchBox(page).fill('moh');
  await page.keyboard.press('ArrowDown');
  await expect(suggestions(page).first()).toBeVisible();
  await expectAccessibleInBoth(page);
});

test('finds names in another spelling behind those as written, and says so', async ({ page }) => {
  await openList(page);
  await searchBox(page).fill('almansoury');
  const first = suggestions(page).first();
  // Two people of one name are told apart by what stands beside them.
  await expect(first).toContainText(/Mansoori|منصوري/);
  await expect(first).toContainText('Sounds like');
  await expect(page.getByText('Nobody is written like this. These names sound like it.')).toBeVisible();
  await showResult(page, 'almansoury');
  await expect(rowsOf(page).first()).toContainText('Sounds like');
  await expect(page.getByText(/that sound alike/)).toBeVisible();
});

test('tells two people of one name apart, while typing, by status and nationality @more', async ({
  page,
  sandbox,
  secret,
}) => {
  await openList(page);
  const [one, other] = await sandbox.examples('ordinary', 2);
  secret.push('Namesakeson');
  const name = { name: 'Twin', surname: 'Namesakeson' };
  await sandbox.patch(one?.uuid ?? '', { ...name, nationality: 'PRT', status: 2 });
  await sandbox.patch(other?.uuid ?? '', { ...name, nationality: 'NPL' });
  const found = () => page.request.post('/api/customers/search', { data: { text: 'twin namesakeson' } });
  await expect.poll(async () => (await (await found()).json()).rows?.length).toBe(2);
  await searchBox(page).fill('twin namesakeson');
  await expect(suggestions(page)).toHaveCount(2);
  await expect(suggestions(page).filter({ hasText: 'PRT' })).toContainText('Draft');
  await expect(suggestions(page).filter({ hasText: 'NPL' })).toContainText('Accepted');
});

test('shows the same of a customer by a fresh link and after a reload as from the list', async ({
  page,
  context,
  sandbox,
  secret,
}) => {
  await openList(page);
  const examples = await Promise.all(
    casesOf(['expired-unknown'], ['lean', 'two-passports']).map(async (scenario) =>
      (await sandbox.examples(scenario, 60)).findLast(({ name, surname }) => name !== null && surname !== null),
    ),
  );
  const fresh = await context.newPage();
  for (const someone of examples.filter((one) => one !== undefined)) {
    secret.push(someone.surname ?? '');
    await showResult(page, `${someone.name} ${someone.surname}`);
    await customersTable(page).locator(`a[href="/customers/${someone.uuid}"]`).click();
    const fromList = await saidOf(page);
    await openCustomer(fresh, someone.uuid);
    expect(await saidOf(fresh)).toEqual(fromList);
    await page.reload();
    expect(await saidOf(page)).toEqual(fromList);
    await openList(page);
  }
});

/** What the customer's page says once it has everything: badges, identity, checks and documents. */
async function saidOf(page: Page): Promise<(string | null)[]> {
  await customerAtRest(page);
  const regions = ['Identity', 'Contact', 'Checks', 'Documents'];
  return await Promise.all([
    page.locator('h1 + div').textContent(),
    ...regions.map((name) => page.getByRole('region', { name, exact: true }).textContent()),
  ]);
}
