import type { Page, Route } from '@playwright/test';
import type { Colleagues, CustomerNotes } from '@/lib/contracts/notes';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { builtScript } from '../support/desk/built-script';
import { expect, test } from '../support/desk/fixtures';
import { signInTo } from '../support/desk/sign-in-to';
import { customerAtRest, onList, openCustomer, openList, searchBox, shownUuids } from '../support/desk/verbs';

const notes = (page: Page) => page.getByRole('region', { name: 'Notes' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Note' });

test('n writes a note, @ mentions a colleague by typing, and the colleague finds it from the bar', async ({
  page,
  sandbox,
  signIn,
  stack,
}) => {
  test.slow();
  const { uuid } = await sandbox.named('all-documents');
  const { name } = stack.accounts.compliance;
  await signIn('support');
  await openCustomer(page, uuid);
  await page.keyboard.press('n');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type(`Please look at the passport @${name.slice(0, 3).toLowerCase()}`);
  await expect(page.getByRole('option', { name })).toHaveAttribute('aria-selected', 'true');
  await expectAccessibleInBoth(page, { within: 'section:has(textarea)' });
  // Enter ends what an input method composes, and chooses nobody.
  await box(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(page.getByRole('option', { name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue(`Please look at the passport @${name} `);
  // The keys are the form's again.
  await expect(page.getByRole('option', { name })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(box(page)).not.toBeFocused();
  await page.keyboard.press('n');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(notes(page).getByRole('listitem').first()).toContainText(`@${name}`);
  await expect(notes(page).getByRole('listitem').first()).toContainText(stack.accounts.support.name);
  await expect(notes(page).getByRole('button', { name: 'Write a note' })).toBeFocused();

  await signIn('compliance');
  // The dialog does not come once the person has turned to the search box.
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isDialog = builtScript('text-accent hover:underline wrap-anywhere');
  await page.route(isDialog, async (route) => {
    await released;
    await route.continue();
  });
  await openList(page);
  await page.getByRole('button', { name: '1 new mention' }).click();
  await searchBox(page).click();
  await page.keyboard.type('Qx');
  const code = page.waitForResponse((response) => isDialog(new URL(response.url())));
  release();
  await (await code).finished();
  await page.keyboard.type('7');
  const dialog = page.getByRole('dialog', { name: 'Mentions' });
  await expect(searchBox(page)).toHaveValue('Qx7');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await expect(dialog).toHaveCount(0);

  await page.unrouteAll();
  await searchBox(page).fill('');
  await page.getByRole('button', { name: '1 new mention' }).click();
  await expect(dialog).toContainText(`${stack.accounts.support.name} mentioned you`);
  await page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''));
  await dialog.getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.locator('html[data-same-document]')).toHaveCount(1);
  await expect(notes(page)).toContainText('Please look at the passport');
  await expect(page.getByRole('button', { name: /new mention/ })).toHaveCount(0);
});

test('n begins a note with the names of the fields that differ: gone by Escape, replaced by typing, kept by End', async ({
  page,
  sandbox,
  signIn,
}) => {
  const suggestion = /^OCR differs from the fields on file:\n(Passport|Emirates ID): [A-Za-z, ]+$/;
  await signIn('compliance');
  await openCustomer(page, (await sandbox.named('ocr-difference')).uuid);
  await customerAtRest(page);
  await page.keyboard.press('n');
  await expect(box(page)).toHaveValue(suggestion);
  await expectAccessibleInBoth(page, { within: 'section:has(textarea)' });
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveCount(0);

  await page.keyboard.press('n');
  await expect(box(page)).toHaveValue(suggestion);
  await page.keyboard.press('End');
  await page.keyboard.type('. Asked for a new scan.');
  await page.keyboard.press('Control+Enter');
  await expect(notes(page).getByRole('listitem')).toContainText(/fields on file:\n.+\. Asked for a new scan\./);

  await page.keyboard.press('n');
  await page.keyboard.type('Called back');
  await expect(box(page)).toHaveValue('Called back');
  // The key does not begin another note while one is open.
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('n');
  await expect(box(page)).toHaveValue('Called back');
  await box(page).fill('');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(box(page)).toHaveCount(0);

  await openCustomer(page, (await sandbox.named('editable')).uuid);
  await customerAtRest(page);
  await page.keyboard.press('n');
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue('');
});

test('warns once of a number, changes and deletes an own note, and keeps a text whose note has gone meanwhile', async ({
  page,
  sandbox,
  signIn,
}) => {
  await signIn('support');
  const { uuid } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  await notes(page).getByRole('button', { name: 'Write a note' }).click();
  await box(page).fill('Call 050 123 4567');
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(notes(page)).toContainText('do not copy them into notes');
  await page.getByRole('button', { name: 'Save all the same' }).click();
  await expect(notes(page).getByRole('listitem')).toHaveCount(1);
  await notes(page).getByRole('button', { name: 'Change' }).click();
  await box(page).fill('Call in the afternoon');
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(notes(page).getByRole('listitem')).toContainText(/Call in the afternoon.*changed/);

  const path = `/api/customers/${uuid}/notes`;
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  const [note] = ((await (await page.request.get(path)).json()) as CustomerNotes).notes;
  await notes(page).getByRole('button', { name: 'Change' }).click();
  await box(page).fill('Call in the evening');
  await page.request.patch(`${path}/${note?.id}`, {
    data: { text: 'Call at noon', mentions: [], version: note?.version },
  });
  await comeBack();
  await expect(notes(page)).toContainText(/in another window meanwhile.*Call at noon/);
  await expect(page.getByRole('button', { name: 'Save all the same' })).toBeVisible();
  await page.request.delete(`${path}/${note?.id}`);
  await comeBack();
  await expect(notes(page)).toContainText('This note was deleted meanwhile.');
  await page.getByRole('button', { name: 'Save as a new note' }).click();
  await expect(notes(page).getByRole('listitem')).toContainText('Call in the evening');
  await expect(notes(page).getByRole('listitem')).not.toContainText('meanwhile');

  await notes(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(notes(page)).toContainText('Nobody has written a note');
  await expect(notes(page).getByRole('button', { name: 'Write a note' })).toBeFocused();
  await page.keyboard.press('n');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(notes(page).getByRole('button', { name: 'Write a note' })).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.type('Never mind');
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard changes' }).click();
  await expect(notes(page).getByRole('button', { name: 'Write a note' })).toBeFocused();
});

test('mentions that could not be marked as seen say so, and who is opened from there belongs to no list', async ({
  page,
  signIn,
  stack,
  quiet,
}) => {
  quiet(/Failed to load/);
  await signIn('support');
  await openList(page);
  // On the first page: only there could the list tell who is next to them.
  const [, uuid = '', other = ''] = await shownUuids(page);
  // Whoever writes a note has opened the customer.
  await openCustomer(page, uuid);
  const { colleagues } = (await (await page.request.get('/api/colleagues')).json()) as Colleagues;
  const { id = '', name = '' } = colleagues.find((one) => one.name === stack.accounts.compliance.name) ?? {};
  const note = { id: crypto.randomUUID(), text: `For @${name}`, mentions: [id] };
  expect((await page.request.post(`/api/customers/${uuid}/notes`, { data: note })).ok()).toBe(true);

  await signIn('compliance');
  await openList(page);
  expect(await shownUuids(page)).toContain(uuid);
  await page.locator(`tbody a[href$="${other}"]`).click();
  await customerAtRest(page);
  await expect(page.getByRole('link', { name: 'Next customer' })).toBeVisible();
  await page.route('**/api/mentions/seen', (route) => route.abort());
  await page.getByRole('button', { name: /new mention/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Mentions' });
  await dialog.getByRole('button', { name: 'Mark all as seen' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The mentions were not marked as seen.');
  await dialog.locator(`a[href$="${uuid}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
  await customerAtRest(page);
  await expect(page.getByRole('link', { name: /^(Next|Previous) customer$/ })).toHaveCount(0);
});

test('a note that is not saved after its page was left is told, with the way back to its text, and written once', async ({
  page,
  signIn,
  quiet,
}) => {
  quiet(/503|Failed to load/);
  await signIn('support');
  await openList(page);
  const [uuid = ''] = await shownUuids(page);
  await page.locator(`tbody a[href$="${uuid}"]`).click();
  await customerAtRest(page);
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const path = `**/api/customers/${uuid}/notes`;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let lost = true;
  await page.route(path, async (route) => {
    if (route.request().method() !== 'POST' || !lost) return await route.continue();
    // The note is written, and the answer is lost.
    await route.fetch();
    await released;
    await route.abort();
  });
  await page.keyboard.press('n');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('Call again at noon');
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/notes'));
  await page.keyboard.press('Control+Enter');
  await sent;
  // A form that is saving may be left without a question.
  await expect(page.getByRole('button', { name: 'Save note' })).toHaveAttribute('aria-busy', 'true');
  await page.goBack();
  await onList(page);
  lost = false;
  release();
  const told = page.getByRole('alert').filter({ hasText: `The note on ${name} was not saved.` });
  await told.getByRole('link', { name: 'Back to the note' }).click();
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
  await expect(box(page)).toHaveValue('Call again at noon');
  await expect(told).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(box(page)).toHaveCount(0);
  await expect(notes(page).getByRole('listitem')).toHaveCount(1);
  await expect(notes(page).getByRole('listitem')).toContainText('Call again at noon');
});

/** Lets no note be written or changed: such a call waits until the returned function ends it without an answer. */
async function holdWrites(page: Page, uuid: string): Promise<() => Promise<void>> {
  const held: Route[] = [];
  await page.route(new RegExp(`/api/customers/${uuid}/notes`), async (route) => {
    if (/POST|PATCH/.test(route.request().method())) held.push(route);
    else await route.fallback();
  });
  return async () => {
    await expect.poll(() => held.length).toBe(1);
    // A form that is saving may be left without a question.
    await expect(page.getByRole('button', { name: 'Save note' })).toHaveAttribute('aria-busy', 'true');
    await page.goBack();
    await onList(page);
    await held.pop()?.abort();
  };
}

test('of two notes on one customer that were not saved, each message leads back to its own text', async ({
  page,
  signIn,
  quiet,
}) => {
  quiet(/Failed to load/);
  await signIn('support');
  await openList(page);
  const uuid = (await shownUuids(page))[3] ?? '';
  const leave = await holdWrites(page, uuid);
  const told = page.getByRole('alert').filter({ hasText: /The note on .+ was not saved\./ });
  const texts = ['Call again at noon', 'Ask for a new scan'];
  for (const [index, text] of texts.entries()) {
    await page.locator(`tbody a[href$="${uuid}"]`).click();
    await customerAtRest(page);
    await page.keyboard.press('n');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type(text);
    await page.keyboard.press('Control+Enter');
    await leave();
    await expect(told).toHaveCount(index + 1);
  }
  await page.unrouteAll();
  for (const [index, text] of texts.entries()) {
    await told.first().getByRole('link', { name: 'Back to the note' }).click();
    await expect(page).toHaveURL(new RegExp(`${uuid}$`));
    await expect(box(page)).toHaveValue(text);
    await page.keyboard.press('Control+Enter');
    await expect(box(page)).toHaveCount(0);
    await expect(notes(page).getByRole('listitem')).toHaveCount(index + 1);
  }
});

test('a changed note that was not saved waits for its place among notes that do not load', async ({
  page,
  signIn,
  quiet,
}) => {
  quiet(/Failed to load/);
  await page.clock.install();
  await signIn('support');
  await openList(page);
  const uuid = (await shownUuids(page))[4] ?? '';
  const link = page.locator(`tbody a[href$="${uuid}"]`);
  await link.click();
  await customerAtRest(page);
  await page.keyboard.press('n');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('Call at noon');
  await page.keyboard.press('Control+Enter');
  await notes(page).getByRole('button', { name: 'Change' }).click();
  await box(page).fill('Call in the evening');
  const leave = await holdWrites(page, uuid);
  await page.keyboard.press('Control+Enter');
  await leave();
  const told = page.getByRole('alert').filter({ hasText: /The note on .+ was not saved\./ });
  await expect(told).toBeVisible();
  // The notes that the page had are forgotten by then.
  await page.clock.fastForward('06:00');
  await page.route(`**/api/customers/${uuid}/notes`, (route) => route.abort());
  await told.getByRole('link', { name: 'Back to the note' }).click();
  await expect(notes(page).getByRole('alert')).toContainText('The notes could not be loaded.');
  await expect(notes(page).getByRole('button', { name: 'Write a note' })).toBeVisible();
  await page.goBack();
  await page.unrouteAll();
  await link.click();
  await expect(box(page)).toHaveValue('Call in the evening');
  await page.keyboard.press('Control+Enter');
  await expect(box(page)).toHaveCount(0);
  await expect(notes(page).getByRole('listitem')).toContainText(/Call in the evening.*changed/);
});

test('who else has the customer on screen is named, and nobody while nobody has', async ({
  page,
  browser,
  sandbox,
  signIn,
  stack,
}) => {
  const { uuid } = await sandbox.named('changed-meanwhile');
  await signIn('support');
  await openCustomer(page, uuid);
  await customerAtRest(page);
  await expect(page.getByText('Looking at this now')).toHaveCount(0);
  const other = await browser.newContext({ baseURL: stack.appUrl });
  const theirs = await other.newPage();
  await signInTo(stack, theirs.request, 'admin');
  await openCustomer(theirs, uuid);
  await expect(theirs.getByRole('status').filter({ hasText: 'Looking at this now' })).toContainText(
    stack.accounts.support.name,
  );
  await theirs.emulateMedia({ media: 'print' });
  await expect(theirs.getByText('Looking at this now')).toBeHidden();
  await other.close();
});
