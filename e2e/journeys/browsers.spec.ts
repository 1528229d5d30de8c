import { expect, test } from '../support/desk/fixtures';
import { customersTable, expectShown, openList } from '../support/desk/verbs';

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
  for (const header of ['Name', 'Status']) {
    await page.evaluate(wrapTexts);
    await customersTable(page).getByRole('columnheader', { name: header }).getByRole('button').click();
    const order = await sandbox.order(header === 'Name' ? 'name' : 'status', 'asc');
    await expectShown(page, order.slice(0, 50));
  }
  await page.evaluate(wrapTexts);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expectShown(page, (await sandbox.order('status', 'asc')).slice(50, 100));
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
  // A single click waits a quarter of a second for the second one; another row's click proves that the wait is over.
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
