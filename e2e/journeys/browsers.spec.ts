import { expect, test } from '../support/desk/fixtures';
import { casesOf, thorough } from '../support/desk/thorough';
import {
  customersTable,
  expectShown,
  openContactDialog,
  openCustomer,
  openList,
  searchBox,
  suggestions,
} from '../support/desk/verbs';

/** What browsers and their helpers do to a page: translation, double clicks, attributes of extensions. */

// With animations, as most people have them: the other files run without (`playwright.config.ts`).
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('tells translators to leave the page alone, and survives one that does not', async ({
  page,
  sandbox,
  signIn,
  quiet,
}) => {
  // React reports the node that it did not find.
  quiet(/NotFoundError|removeChild|insertBefore|not a child/);
  await signIn('compliance');
  await openList(page);
  await expect(page.locator('html')).toHaveAttribute('translate', 'no');
  await expect(page.locator('body')).toHaveAttribute('translate', 'no');
  await expect(page.locator('meta[name="google"]')).toHaveAttribute('content', 'notranslate');
  for (const header of casesOf(['Status'], ['Name'])) {
    await page.evaluate(wrapTexts);
    await customersTable(page).getByRole('columnheader', { name: header }).getByRole('button').click();
    const order = await sandbox.order(header === 'Name' ? 'name' : 'status', 'asc');
    await expectShown(page, order.slice(0, 50));
  }
  await page.evaluate(wrapTexts);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expectShown(page, (await sandbox.order(thorough ? 'name' : 'status', 'asc')).slice(50, 100));
});

test('a page that the browser kept asks the server again when it is shown', async ({ page, signIn }) => {
  await signIn('support');
  await openList(page);
  await page.context().clearCookies();
  // WebKit keeps pages over http in spite of `no-store`; this browser doesn't, so the event is sent by hand.
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(customersTable(page)).toHaveCount(0);
});

test('a double click selects a phone number, and opens and records nothing', async ({ page, sandbox, signIn }) => {
  await signIn('support');
  await openList(page);
  await sandbox.clearLog();
  const phone = customersTable(page)
    .getByText(/^\+\d{8,}$/)
    .first();
  await phone.dblclick();
  const selected = () => page.evaluate(() => String(window.getSelection()).trim());
  await expect.poll(selected).toMatch(/\d{6,}/);
  // A single click waits whether it becomes a double click; another row's click proves that the wait is over.
  const other = customersTable(page).getByRole('row').nth(3);
  await other.getByRole('cell').nth(2).click();
  await expect(page).toHaveURL(/\/customers\/./);
  await expect(page.getByRole('region', { name: 'Contact' })).toBeVisible();
  await expect
    .poll(async () => (await sandbox.calls()).filter((call) => call === 'statusWithoutImages').length)
    .toBe(1);
});

test('attributes that an extension adds before the scripts come cause no error', async ({ page, signIn }) => {
  await signIn('compliance');
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      document.documentElement.setAttribute('data-extension', 'on');
      document.body.setAttribute('data-extension', 'on');
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  // The fixture fails the test on an unexpected error in the console.
  await openList(page);
  await expect(page.locator('body')).toHaveAttribute('data-extension', 'on');
});

test('copies a phone number and an e-mail from their row, by button and by key, and opens nothing', async ({
  page,
  context,
  sandbox,
  signIn,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('support');
  await openList(page);
  const uuids = (await sandbox.order('updatedAt', 'desc')).slice(0, 50);
  const records = await Promise.all(uuids.slice(0, 12).map((uuid) => sandbox.record(uuid)));
  const index = records.findIndex(({ email, phoneNumber }) => email && phoneNumber);
  const { email, phoneNumber } = records[index] ?? {};
  const row = customersTable(page).locator(`tr[data-index="${index}"]`);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  // The words go again by themselves: the page looks at every frame, so that none is missed.
  const isSaid = (words: string) =>
    page.waitForFunction((one) => {
      const all = [...document.querySelectorAll('[role="status"]')];
      return all.filter(({ textContent }) => textContent?.includes(one)).length === 1;
    }, words);
  await row.getByRole('cell').nth(2).hover();
  const phoneIsSaid = isSaid('Phone number copied');
  await row.getByRole('button', { name: 'Copy phone number' }).click();
  await phoneIsSaid;
  expect(await clipboard()).toBe(phoneNumber);
  // Another row's button goes with the pointer; the focus brings them as well.
  await page.mouse.move(0, 0);
  await expect(customersTable(page).getByRole('button', { name: 'Copy e-mail' })).toHaveCount(0);
  await row.getByRole('link').focus();
  await expect(row.getByRole('button', { name: 'Copy e-mail' })).toBeVisible();
  const emailIsSaid = isSaid('E-mail copied');
  await page.keyboard.press('m');
  await emailIsSaid;
  expect(await clipboard()).toBe(email);
  await expect(customersTable(page).locator('tbody [tabindex="0"]')).toHaveCount(1);
  expect(await sandbox.calls()).not.toContain('statusWithoutImages');
  await expect(page).toHaveURL(/\/customers$/);
});

test('suggestions are links, which open in a new tab as links do, and the list stays', async ({
  page,
  context,
  sandbox,
  signIn,
}) => {
  await signIn('support');
  const { uuid, email } = await sandbox.named('editable');
  // The row enters the directory as soon as a person has opened the customer.
  await openCustomer(page, uuid);
  await openList(page);
  await searchBox(page).fill(email ?? '');
  const link = suggestions(page).first();
  await expect(link).toHaveAttribute('href', `/customers/${uuid}`);
  for (const press of [{ button: 'middle' }, { modifiers: ['ControlOrMeta'] }] as const) {
    const opened = context.waitForEvent('page');
    await link.click({ ...press, modifiers: 'modifiers' in press ? [...press.modifiers] : [] });
    const tab = await opened;
    await expect(tab).toHaveURL(`/customers/${uuid}`);
    await tab.close();
    await expect(link).toBeVisible();
  }
  await link.click();
  await expect(page).toHaveURL(`/customers/${uuid}`);
});

test('a message covers neither a button nor the pager, on wide and narrow screens, under a dialog too', async ({
  page,
  sandbox,
  signIn,
}) => {
  await signIn('admin');
  const { uuid } = await sandbox.named('editable');
  const toast = page.getByText(/^(Contact saved|Audit log exported)$/).last();
  const expectFree = async () => {
    await expect(toast).toBeVisible();
    await expect.poll(() => page.evaluate(coveredControls)).toEqual([]);
  };
  for (const [width, height, email] of casesOf<readonly [width: number, height: number, email: string]>(
    [[390, 844, 'narrow@corrected.example']],
    [[1440, 900, 'wide@corrected.example']],
  )) {
    await page.setViewportSize({ width, height });
    await openCustomer(page, uuid);
    const dialog = await openContactDialog(page);
    await dialog.getByLabel('Email').fill(email);
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expectFree();
    await openContactDialog(page);
    await expectFree();
    await page.goto('/audit');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    await expectFree();
  }
});

/** The names of the buttons, fields and pagers that a message lies over. */
function coveredControls(): string[] {
  const toasts = [...document.querySelectorAll('[aria-label="Dismiss"]')].map((one) => one.closest('[role="dialog"]'));
  const controls = [...document.querySelectorAll('button, select, input, nav[aria-label="Pages"]')];
  return controls
    .filter((control) => !toasts.some((toast) => toast?.contains(control)))
    .filter((control) => {
      const one = control.getBoundingClientRect();
      return toasts.some((toast) => {
        const other = toast?.getBoundingClientRect();
        return (
          other !== undefined &&
          one.width > 0 &&
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom
        );
      });
    })
    .map((control) => control.getAttribute('aria-label') ?? control.textContent ?? '');
}

/** As Chrome's translator does: each text node of the page moves into two `<font>` elements. */
function wrapTexts(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const { currentNode } = walker;
    if (
      currentNode instanceof Text &&
      currentNode.data.trim() !== '' &&
      !currentNode.parentElement?.closest('script')
    ) {
      texts.push(currentNode);
    }
  }
  for (const text of texts) {
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text);
  }
}
