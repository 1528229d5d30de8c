import type { Locator, Page } from '@playwright/test';
import { atWork, customerAtRest, exportDialog, openCustomer, openList } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/**
 * The journeys of docs/hands.md, with keys and clicks counted and the seconds of scripted hands: those press the next key as
 * soon as the page shows what the last one asked for. `npm run hands` prints them.
 */

/** Seconds of a practised hand (Card, Moran and Newell's keystroke-level model), without reading and thinking. */
const KEY = 0.28;
const POINT_AND_CLICK = 1.3;
const TO_THE_OTHER_DEVICE = 0.4;

function handsOf(page: Page) {
  const counted = { keys: 0, clicks: 0, moves: 0 };
  let at: 'keys' | 'clicks' = 'keys';
  const count = (what: 'keys' | 'clicks', times = 1) => {
    counted[what] += times;
    if (at !== what) counted.moves += 1;
    at = what;
  };
  const began = Date.now();
  return {
    /** A text that is typed in one go counts as one key. */
    type: async (text: string) => {
      count('keys');
      await page.keyboard.insertText(text);
    },
    /** Letters that a choice of options takes: a text, too. */
    letters: async (text: string) => {
      count('keys');
      for (const letter of text) await page.keyboard.press(letter);
    },
    press: async (...keys: string[]) => {
      for (const key of keys) {
        count('keys');
        await page.keyboard.press(key);
      }
    },
    click: async (what: Locator) => {
      count('clicks');
      await what.click();
    },
    done: (journey: string) => {
      const { keys, clicks, moves } = counted;
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      const hand = (keys * KEY + clicks * POINT_AND_CLICK + moves * TO_THE_OTHER_DEVICE).toFixed(1);
      console.log(`hands  ${journey.padEnd(46)} ${keys} keys, ${clicks} clicks, hand ${hand} s, desk ${seconds} s`);
    },
  };
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('a: correct an e-mail from a phone number said aloud', async ({ page, sandbox, signIn, secret }) => {
  await signIn('support');
  const { phoneNumber } = await sandbox.named('editable');
  secret.push(phoneNumber ?? '');
  // Where support works when a caller rings.
  await page.goto('/expiring?within=90');
  await atWork(page);
  const hands = handsOf(page);
  await hands.press('/');
  await hands.type(phoneNumber ?? '');
  await hands.press('Enter');
  await expect(page).toHaveURL(/\/customers\/./);
  await hands.press('e');
  await expect(page.getByRole('dialog').getByLabel('Email')).toBeFocused();
  await hands.type('hands@corrected.example');
  await hands.press('Enter');
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText('hands@corrected.example');
  hands.done('a  e-mail, from a phone number said aloud');
});

test('b: a phone number that is in use', async ({ page, sandbox, signIn, quiet }) => {
  quiet(/409/);
  await signIn('support');
  const other = await sandbox.named('in-use-target');
  await openCustomer(page, other.uuid);
  await openCustomer(page, (await sandbox.named('editable')).uuid);
  const hands = handsOf(page);
  await hands.press('e');
  const box = page.getByRole('dialog').getByLabel('Phone number');
  await expect(box).toBeVisible();
  await hands.press('Tab');
  await expect(box).toBeFocused();
  await hands.type(other.phoneNumber ?? '');
  await expect(page.getByRole('dialog')).toContainText('Already used by');
  hands.done('b  told whose the phone number already is');
});

test('c: an Arabic caller without an e-mail', async ({ page, sandbox, signIn, secret }) => {
  await signIn('support');
  const [someone] = await sandbox.examples('arabic', 1);
  const name = `${someone?.name} ${someone?.surname}`;
  secret.push(name);
  await openCustomer(page, someone?.uuid ?? '');
  await openList(page);
  const hands = handsOf(page);
  await hands.press('/');
  await hands.type(name);
  await expect(page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toBeVisible();
  await hands.press('ArrowDown', 'Enter');
  await expect(page).toHaveURL(/\/customers\/./);
  await hands.press('c');
  await expect(page.getByRole('dialog')).toBeVisible();
  hands.done('c  found by an Arabic name, caller check begun');
});

test('d: three passports that expire this month, judged and marked', async ({ page, signIn }) => {
  await signIn('compliance');
  // A view that the team saved once.
  const params = { within: 'this-month', documentType: 'passport' };
  const state = { page: 'expiring', params };
  const view = { id: crypto.randomUUID(), name: 'Passports this month', team: true, state };
  expect((await page.request.post('/api/views', { data: view })).status()).toBe(201);
  await openList(page);
  const hands = handsOf(page);
  await hands.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await hands.type('passports this');
  await expect(page.getByRole('option')).toHaveCount(1);
  await hands.press('Enter');
  await expect(page).toHaveURL(/documentType=passport/);
  const rows = page.getByRole('table', { name: 'Expiring documents' });
  await expect(rows.getByRole('link').nth(2)).toBeVisible();
  await atWork(page);
  await hands.press('j', 'Enter');
  for (const number of [1, 2, 3]) {
    if (number > 1) await hands.press('j');
    await expect(page.getByRole('navigation', { name: 'In this list' })).toContainText(`${number} of`);
    await expect(page.getByRole('table', { name: /^Person/ })).toBeVisible();
  }
  hands.done('d  three expiring passports judged');
  const marks = handsOf(page);
  await marks.press('b');
  await expect(heading(page)).toHaveText('Expiring documents');
  // The row of the first of them has the focus again.
  const boxes = rows.locator('tbody').getByRole('checkbox');
  await expect(rows.getByRole('link').first()).toBeFocused();
  await marks.press('Space', 'Shift+J', 'Shift+J');
  await expect(page.getByText(/^3 documents of/)).toBeVisible();
  for (const index of [0, 1, 2]) await expect(boxes.nth(index)).toBeChecked();
  await marks.press('d');
  await expect(page.getByRole('dialog')).toBeVisible();
  await marks.press('Enter');
  await expect(page.getByText(/3 documents are marked as done/)).toBeVisible();
  marks.done('d  … and marked as done');
});

test('e: failed face matches of one nationality, exported', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page);
  const hands = handsOf(page);
  await hands.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await hands.type('face match uae');
  await expect(page.getByRole('option')).toHaveCount(1);
  await hands.press('Enter');
  await expect(page).toHaveURL(/nationality=ARE&faceMatchFailed/);
  await expect(page.getByRole('table', { name: 'Customers' }).getByRole('link').first()).toBeVisible();
  await hands.press('x');
  const purpose = exportDialog(page).getByRole('combobox', { name: 'Purpose' });
  await expect(purpose).toBeFocused();
  await hands.letters('Rev');
  await expect(purpose).toHaveValue('document-review');
  const gaps = exportDialog(page).getByRole('checkbox', { name: 'Export what is there' });
  if (await gaps.isVisible()) await hands.click(gaps);
  const coming = page.waitForEvent('download');
  await hands.press('ControlOrMeta+Enter');
  await coming;
  hands.done('e  failed face matches of one nationality, as a file');
});

test('f: who looked at whom', async ({ page, signIn, sandbox }) => {
  await signIn('compliance');
  const looked = await sandbox.examples('ordinary', 3);
  for (const { uuid } of looked) await openCustomer(page, uuid);
  await signIn('admin');
  await openCustomer(page, (await sandbox.named('editable')).uuid);
  await customerAtRest(page);
  const hands = handsOf(page);
  const events = page.getByRole('table', { name: 'Audit events' });
  await hands.press('t');
  await expect(page).toHaveURL(/\/audit\?customer=/);
  await expect(events.getByRole('row').nth(1)).toBeVisible();
  hands.done('f  who looked at this customer');
  const others = handsOf(page);
  await others.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await others.type('audit');
  await expect(page.getByRole('option')).toHaveCount(1);
  await others.press('Enter');
  await expect(page).toHaveURL(/\/audit$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await others.press('f');
  await expect(page.getByRole('combobox', { name: 'Person' })).toBeFocused();
  await others.type('compliance');
  await expect(page.getByRole('listbox', { name: 'Person' }).getByRole('option').first()).toBeVisible();
  await others.press('Enter');
  await expect(page).toHaveURL(/actor=/);
  for (const { name, surname } of looked) await expect(events).toContainText(`${name} ${surname}`);
  others.done('f  whom a colleague looked at, by name');
});

test('g: twenty customers by keyboard', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page, '?sortBy=name&order=asc');
  const hands = handsOf(page);
  await hands.press('j', 'Enter');
  for (let number = 1; number <= 20; number += 1) {
    if (number > 1) await hands.press('j');
    await expect(page.getByRole('navigation', { name: 'In this list' })).toContainText(`${number} of 400`);
    await expect(page.getByRole('table', { name: /^Person/ })).toContainText('Liveness');
  }
  await hands.press('b');
  await expect(heading(page)).toHaveText('Customers');
  hands.done('g  twenty customers by keyboard, and back');
});

test('h: a new colleague', async ({ page, signIn }) => {
  await signIn('admin');
  await openList(page);
  const hands = handsOf(page);
  await hands.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await hands.type('create an account');
  await expect(page.getByRole('option')).toHaveCount(1);
  await hands.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Create account' });
  await expect(dialog.getByLabel('Email')).toBeFocused();
  await hands.type(`colleague-${Date.now()}@desk.example`);
  await hands.press('Tab');
  await hands.type('A New Colleague');
  await hands.press('Tab', 'C');
  await expect(dialog.getByRole('combobox', { name: 'Role' })).toHaveValue('compliance');
  await hands.press('ControlOrMeta+Enter');
  await expect(page.getByRole('dialog', { name: 'Account created' })).toBeVisible();
  hands.done('h  a new colleague’s one-time link');
});
