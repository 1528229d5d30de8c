import type { Locator, Page } from '@playwright/test';
import { builtScript } from '../support/desk/built-script';
import { casesOf } from '../support/desk/thorough';
import { atWork, customerAtRest, openCustomer, openList, settledRows } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/** What is typed while the code of a dialog, a menu or a form is on its way never acts on the page behind it. */

/** On one page or another these open a customer, show images, lead away, turn the page, and select. */
const TYPED = ['j', 'i', 'b', ']', 'a', 'Space', 'k', 'Enter'];

interface Case {
  name: string;
  ask: (page: Page) => Promise<void>;
  opens: (page: Page) => Locator;
  /** Nothing of it takes the focus: Escape has nothing to close. */
  inPage?: true;
}

const byKey = (key: string) => (page: Page) => page.keyboard.press(key);
const byButton = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const dialog = (name: string | RegExp) => (page: Page) => page.getByRole('dialog', { name });
const menu = (name: string) => (page: Page) => page.getByRole('menu', { name });

const onCustomer = casesOf<Case>(
  [
    { name: 'e', ask: byKey('e'), opens: dialog('Edit contact') },
    { name: '?', ask: byKey('?'), opens: dialog('Keyboard shortcuts') },
  ],
  [
    { name: 'l', ask: byKey('l'), opens: dialog('Create verification link') },
    { name: 'the account menu', ask: byButton(/^Account menu/), opens: menu('Account') },
  ],
);
const onCustomers = casesOf<Case>(
  [{ name: 'Views', ask: byButton('Views'), opens: menu('Views') }],
  [
    { name: 'Columns', ask: byButton('Columns'), opens: menu('Columns') },
    { name: 'x', ask: byKey('x'), opens: dialog('Export customers') },
    {
      ...{ name: 'f', ask: byKey('f'), inPage: true },
      opens: (page) => page.getByRole('region', { name: 'Filters' }),
    },
  ],
);
const onExpiring: readonly Case[] = [
  { name: 'd', ask: byKey('d'), opens: dialog(/done/i) },
  { name: 'l', ask: byKey('l'), opens: dialog(/verification link/) },
  { name: 'x', ask: byKey('x'), opens: dialog('Export expiring documents') },
];

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});

/** Asks for each, types, and lets the code come: it opens, and nothing else has happened. */
async function expectGuarded(page: Page, cases: readonly Case[]): Promise<void> {
  for (const { name, ask, opens, inPage } of cases) {
    await test.step(name, async () => {
      const address = page.url();
      const calls: string[] = [];
      const note = (request: { method: () => string; url: () => string }) => {
        const { pathname } = new URL(request.url());
        // A page at rest asks for these by the clock, or because a dialog wants to know.
        const own = /^\/api\/(approvals\/count|views|customers\/counts|directory)|looking$/.test(pathname);
        if (pathname.startsWith('/api/') && !own) calls.push(`${request.method()} ${pathname}`);
      };
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/_next/static/**/*.js', async (route) => {
        await released;
        await route.continue();
      });
      page.on('request', note);
      await ask(page);
      for (const key of TYPED) await page.keyboard.press(key);
      await expect(opens(page), 'its code is still on its way').toHaveCount(0);
      release();
      await expect(opens(page)).toBeVisible();
      await page.unroute('**/_next/static/**/*.js');
      if (!inPage) {
        await expect.poll(() => opens(page).evaluate((box) => box.contains(document.activeElement))).toBe(true);
        await page.keyboard.press('Escape');
        await expect(opens(page)).toHaveCount(0);
      }
      page.off('request', note);
      expect(page.url()).toBe(address);
      expect(calls.filter((call) => !/activity|sessions\/me/.test(call))).toEqual([]);
    });
  }
}

test('a customer’s dialogs and menus get what is typed while their code comes', async ({ page }) => {
  await openList(page, '?sortBy=name&order=asc');
  // From the list, so that there is a next customer and a way back.
  for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/customers\/./);
  await customerAtRest(page);
  await expect(page.getByRole('link', { name: 'Next customer' })).toBeVisible();
  await expectGuarded(page, onCustomer);
  await page.keyboard.press('k');
  await expect(page.getByRole('navigation', { name: 'In this list' })).toContainText('1 of');
});

test('the list’s menus and dialogs do, too', async ({ page }) => {
  // The next page is fetched ahead: its call is none of a key.
  const ahead = page.waitForResponse((answer) => answer.url().includes('page=2'));
  await openList(page);
  await (await ahead).finished();
  const first = (await settledRows(page)).first();
  await first.getByRole('link').focus();
  await expectGuarded(page, onCustomers);
});

test('so do those of Expiring, and the selection stays as it was @more', async ({ page }) => {
  await page.goto('/expiring?within=90');
  await atWork(page);
  await expect(page.getByRole('table', { name: 'Expiring documents' }).getByRole('link').nth(2)).toBeVisible();
  for (const key of ['j', 'Space']) await page.keyboard.press(key);
  await expect(page.getByText(/^1 document/)).toBeVisible();
  await expectGuarded(page, onExpiring);
  await expect(page.getByText(/^1 document/)).toBeVisible();
});

test('so do the viewer, a note and a print @more', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-prints', 'asked');
  });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(builtScript('resize-y', 'data-paper'), async (route) => {
    await released;
    await route.continue();
  });
  const { uuid } = await sandbox.named('all-documents');
  await openCustomer(page, uuid);
  await page.keyboard.press('Control+p');
  for (const key of ['b', 'i']) await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('ib');
  release();
  const note = page.getByRole('textbox', { name: 'Note' });
  await expect(note).toBeFocused();
  await page.keyboard.type('x');
  await expect(note).toHaveValue('ibx');
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
  expect(await sandbox.calls()).not.toContain('status');
  // Escape has ended the wait for the print.
  await expect(page.locator('html[data-prints]')).toHaveCount(0);
  await page.unrouteAll({ behavior: 'wait' });
  await note.fill('');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show images' }).click();
  const images = page.getByRole('region', { name: 'Images' });
  await expect(images.getByRole('img').first()).toBeVisible();
  await expectGuarded(page, [
    {
      name: 'a thumbnail',
      ask: async () =>
        await images
          .getByRole('button')
          .filter({ has: page.getByRole('img') })
          .first()
          .click(),
      opens: (at) => at.getByRole('dialog').first(),
    },
  ]);
});
