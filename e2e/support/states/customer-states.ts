import { expect, type Page } from '@playwright/test';
import { asOwner } from '../desk/as-owner';
import { signInTo } from '../desk/sign-in-to';
import { customerAtRest, openContactDialog, openCustomer, openList } from '../desk/verbs';
import { DIALOG, type Place, QUESTION, type State } from './state';

/** A customer’s page, the notes, the activity and the images. */

const notes = (page: Page) => page.getByRole('region', { name: 'Notes' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Note' });
const images = (page: Page) => page.getByRole('region', { name: 'Images' });
const uuidOf = async ({ sandbox }: Place) => (await sandbox.named('all-documents')).uuid;

async function open(place: Place): Promise<void> {
  await openCustomer(place.page, await uuidOf(place));
  await customerAtRest(place.page);
}

/** A colleague's browser with the customer on screen, until the page is left. */
async function colleagueLooks({ browser, stack, page }: Place, uuid: string): Promise<void> {
  const context = await browser.newContext({ baseURL: stack.appUrl });
  const theirs = await context.newPage();
  await signInTo(stack, context.request, 'support');
  await openCustomer(theirs, uuid);
  await customerAtRest(theirs);
  await openCustomer(page, uuid);
  await expect(page.getByText('Looking at this now')).toBeVisible();
  await context.close();
}

async function saveNote(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n');
  await box(page).fill(text);
  await box(page).press('Control+Enter');
}

export const CUSTOMER: readonly State[] = [
  { name: 'a customer', more: true, reach: open },
  { name: 'a customer on a phone', more: true, phone: true, reach: open },
  {
    name: 'a colleague looks at the customer, too',
    more: true,
    reach: async (place) => await colleagueLooks(place, await uuidOf(place)),
  },
  {
    name: 'no note',
    more: true,
    reach: async (place) => {
      await asOwner(place.stack, (query) => query('TRUNCATE note_mentions, customer_notes'));
      await open(place);
    },
  },
  {
    name: 'a note that mentions nobody whom the desk knows',
    within: 'main form',
    reach: async (place) => {
      await open(place);
      await place.page.keyboard.press('n');
      await place.page.keyboard.type('Ask @qqq');
      await expect(place.page.getByText('No colleague has such a name.').first()).toBeVisible();
    },
  },
  {
    name: 'a colleague to be mentioned',
    ...{ within: 'main form', more: true },
    reach: async ({ page, stack }) => {
      await box(page).fill('Please look at the passport');
      await page.keyboard.type(` @${stack.accounts.compliance.name.slice(0, 3).toLowerCase()}`);
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'a note that looks like a customer’s data',
    within: 'main form',
    reach: async ({ page }) => {
      await page.keyboard.press('Escape');
      await box(page).fill('Call 050 123 4567');
      await page.getByRole('button', { name: 'Save note' }).click();
      await expect(notes(page)).toContainText('do not copy them into notes');
    },
  },
  {
    name: 'notes of one’s own',
    within: 'section:has(ol[aria-label=Notes])',
    reach: async ({ page, stack }) => {
      await box(page).fill(`Call in the afternoon, @${stack.accounts.admin.name} `);
      await box(page).press('Control+Enter');
      await expect(notes(page).getByRole('listitem')).not.toHaveCount(0);
      await saveNote(page, 'The portrait is older than the passport.\nAsked for another one.');
      await expect(box(page)).toHaveCount(0);
    },
  },
  {
    name: 'a note being changed',
    more: true,
    within: 'main form',
    reach: async ({ page }) => {
      await notes(page).getByRole('button', { name: 'Change' }).first().click();
      await expect(box(page)).toBeFocused();
    },
  },
  {
    name: 'a note to be deleted',
    within: QUESTION,
    reach: async ({ page }) => {
      await page.keyboard.press('Escape');
      await notes(page).getByRole('button', { name: 'Delete' }).first().click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'a note that was deleted',
    more: true,
    reach: async ({ page }) => {
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await expect(page.getByText('Note deleted')).toBeAttached();
    },
  },
  {
    name: 'the mentions',
    within: DIALOG,
    reach: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Account menu/ }).click();
      await page.getByRole('menuitem', { name: 'Mentions' }).click();
      await expect(page.getByRole('dialog', { name: 'Mentions' })).toBeVisible();
    },
  },
  {
    name: 'an activity that is unfolded',
    more: true,
    reach: async (place) => {
      const { page } = place;
      const uuid = await uuidOf(place);
      for (let turn = 0; turn < 3; turn += 1) await page.request.get(`/api/customers/${uuid}`);
      await open(place);
      await page.getByRole('region', { name: 'Activity' }).getByTitle('Show each time').first().click();
    },
  },
  {
    name: 'the contact being corrected',
    ...{ within: DIALOG, more: true },
    reach: async (place) => {
      await open(place);
      const dialog = await openContactDialog(place.page);
      await dialog.getByLabel('Email').fill('somebody@else.example');
    },
  },
  {
    name: 'images on screen',
    more: true,
    reach: async (place) => {
      await open(place);
      await place.page.keyboard.press('i');
      await expect(images(place.page).getByRole('img').first()).toBeVisible();
    },
  },
  {
    name: 'two images beside the fields',
    ...{ within: DIALOG, more: true },
    reach: async ({ page }) => {
      await page.keyboard.press('i');
      const viewer = page.getByRole('dialog', { name: 'Image viewer' });
      await expect(viewer.getByRole('img').first()).toBeVisible();
      await page.keyboard.press('c');
      await expect(viewer.getByRole('img')).toHaveCount(2);
      await page.keyboard.press('f');
      await expect(viewer.getByRole('region', { name: 'Fields read and typed' })).toBeVisible();
      await expect(viewer.getByRole('img')).toHaveCount(2);
    },
  },
  {
    name: 'the viewer on a phone',
    ...{ within: DIALOG, phone: true, more: true },
    reach: async () => undefined,
  },
  {
    name: 'a print that did not happen',
    more: true,
    reach: async (place) => {
      const { page } = place;
      await open(place);
      await page.route('**/print', (route) => route.abort());
      await page.keyboard.press('Control+p');
      await expect(page.getByText('The page was not printed.')).toBeVisible();
      await page.unroute('**/print');
    },
  },
  {
    name: 'Sentinel refuses the desk’s credentials',
    more: true,
    reach: async ({ page, sandbox }) => {
      await openList(page);
      await sandbox.fault({ mode: 'status', status: 401, path: 'listWithDoc' });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(page.getByText(/has refused the desk’s credentials since/)).toBeVisible();
    },
  },
  {
    name: 'Sentinel is away',
    more: true,
    reach: async ({ page, sandbox }) => {
      await sandbox.clearFaults();
      await openList(page, '?perPage=10');
      await sandbox.fault({ mode: 'status', status: 503, path: 'listWithDoc' });
      await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
      await expect(page.getByText(/as of \d\d:\d\d, Sentinel doesn’t answer/)).toBeVisible();
    },
  },
];

export const HIDDEN: readonly State[] = [
  { name: 'fields that are hidden', more: true, reach: open },
  {
    name: 'a purpose to be named',
    ...{ within: DIALOG, more: true },
    reach: async ({ page }) => {
      await page.getByRole('button', { name: 'Reveal Date of birth' }).click();
      const dialog = page.getByRole('dialog', { name: 'What is this for?' });
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await expect(dialog.getByText('Choose a purpose.')).toBeVisible();
    },
  },
];
