import type { Page } from '@playwright/test';
import { asOwner } from '../support/desk/as-owner';
import { builtScript } from '../support/desk/built-script';
import { expect, test } from '../support/desk/fixtures';
import { pagesIn } from '../support/desk/pdf';
import type { TestStack } from '../support/desk/stack';
import {
  atWork,
  chooseRowsPerPage,
  customerAtRest,
  openCustomer,
  openList,
  openMain,
  shownUuids,
} from '../support/desk/verbs';

/** What goes to paper, and that the trail says so. A headless browser has no dialog: `window.print` waits for the test. */

const printsOf = (stack: TestStack, action: string) =>
  asOwner(stack, async (query) => {
    const rows = await query(`SELECT customer, detail FROM audit_events WHERE action = '${action}' ORDER BY seq DESC`);
    return rows.map(({ customer, detail }) => ({ customer, ...JSON.parse(String(detail)) }));
  });

/** Counts the presses that reach the browser, in place of its dialog. */
async function countPrints(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-prints', 'asked');
  });
  return async () => await page.locator('html[data-prints]').count();
}

test('a customer is a record of two pages at most, printed once the event is written', async ({
  page,
  sandbox,
  signIn,
  stack,
}) => {
  const prints = await countPrints(page);
  await signIn('compliance');
  // No other journey opens this one: activity is on the paper, too, and takes a page more when it is long.
  const uuid = (await sandbox.examples('ordinary', 90)).at(-1)?.uuid ?? '';
  await openCustomer(page, uuid);
  await page.getByRole('button', { name: 'Show images' }).click();
  await expect(page.getByRole('region', { name: 'Images' }).getByRole('img').first()).toBeVisible();
  await customerAtRest(page);
  await page.getByRole('button', { name: 'Print' }).click();
  await expect.poll(prints).toBe(1);
  expect((await printsOf(stack, 'customer.printed'))[0]).toEqual({ customer: uuid, by: 'page', images: true });

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^Printed by .+ \(Compliance\) on \d{2} \w{3} \d{4}/)).toBeVisible();
  for (const region of ['Identity', 'Contact', 'Checks', 'Documents', 'Images', 'Activity']) {
    await expect(page.getByRole('region', { name: region })).toBeVisible();
  }
  for (const control of ['Edit contact', 'Hide images', 'Print']) {
    await expect(page.getByRole('button', { name: control })).toBeHidden();
  }
  await expect(page.locator('main figure [data-mark]').first()).toBeVisible();
  await page.emulateMedia({ media: null });
  expect(pagesIn(await page.pdf({ preferCSSPageSize: true }))).toBeLessThanOrEqual(2);
  // The browser has ignored the print that the page asked for: this one is the browser's own.
  await expect
    .poll(async () => (await printsOf(stack, 'customer.printed'))[0])
    .toEqual({ customer: uuid, by: 'browser', images: true });
});

test('the browser’s own menu is recorded, too; a list goes to paper whole, in the light, and says which rows', async ({
  page,
  signIn,
  stack,
}) => {
  await signIn('support');
  await openList(page);
  await expect(page.locator('[data-paper]')).toHaveCount(1);
  await page.emulateMedia({ colorScheme: 'dark' });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pagesIn(pdf)).toBeGreaterThan(1);
  expect(pagesIn(pdf)).toBeLessThanOrEqual(4);
  await expect
    .poll(async () => (await printsOf(stack, 'customers.printed'))[0])
    .toMatchObject({
      ...{ what: 'customers', rows: 50, by: 'browser' },
    });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByText('Rows 1–50 of 2,400')).toBeVisible();
  const { clipped, ink } = await page.evaluate(() => ({
    clipped: [...document.querySelectorAll('main td')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length,
    ink: getComputedStyle(document.body).color,
  }));
  expect([clipped, ink]).toEqual([0, 'rgb(26, 28, 32)']);
  await expect(page.getByRole('row')).toHaveCount(51);
  await expect(page.getByRole('row').last()).toBeVisible();
});

test('the browser’s own menu right after a step names the customer who is on paper, also before the code for prints', async ({
  page,
  signIn,
  stack,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(builtScript('data-paper'), async (route) => {
    await released;
    await route.continue();
  });
  await signIn('support');
  await openList(page, '?sortBy=name&order=asc');
  const [first, second, third] = await shownUuids(page);
  for (const key of ['j', 'Enter']) await page.keyboard.press(key);
  await customerAtRest(page);
  const next = page.getByRole('link', { name: 'Next customer' });
  const stepAndPrint = (link: Element) => {
    (link as HTMLElement).click();
    window.dispatchEvent(new Event('beforeprint'));
  };
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await next.evaluate(stepAndPrint);
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  const before = (await printsOf(stack, 'customer.printed')).length;
  const printed = async () => (await printsOf(stack, 'customer.printed')).slice(0, -before || undefined);
  release();
  await expect
    .poll(async () => (await printed()).map(({ customer }) => customer).sort())
    .toEqual([first, second].sort());
  await expect(page.locator('[data-paper]')).toHaveCount(1);
  await next.evaluate(stepAndPrint);
  await expect(page).toHaveURL(new RegExp(`${third}$`));
  await expect.poll(async () => (await printed())[0]).toEqual({ customer: third, by: 'browser', images: false });
});

test('a print before the code for prints counts the rows that were on paper', async ({ page, signIn, stack }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(builtScript('data-paper'), async (route) => {
    await released;
    await route.continue();
  });
  await signIn('support');
  await openList(page, '?perPage=10');
  const before = (await printsOf(stack, 'customers.printed')).length;
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await chooseRowsPerPage(page, 50);
  await expect.poll(async () => (await shownUuids(page)).length).toBe(50);
  release();
  await expect.poll(async () => (await printsOf(stack, 'customers.printed')).length).toBe(before + 1);
  expect((await printsOf(stack, 'customers.printed'))[0]).toMatchObject({ rows: 10, by: 'browser' });
});

test('a customer whom Sentinel has not answered for yet is printed when the answer is there', async ({
  page,
  sandbox,
  signIn,
  stack,
}) => {
  // The button comes with the answer.
  await page.addInitScript(() => {
    window.print = () => {
      const isWhole = document.querySelector('main [aria-label="Print"]') !== null;
      document.documentElement.dataset.printed = isWhole ? 'whole' : 'half';
    };
  });
  await signIn('support');
  await openList(page, '?sortBy=name&order=asc');
  const [first] = await shownUuids(page);
  await expect(page.locator('[data-paper]')).toHaveCount(1);
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  for (const key of ['j', 'Enter', 'Control+p']) await page.keyboard.press(key);
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await sandbox.clearFaults();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'whole');
  expect((await printsOf(stack, 'customer.printed'))[0]).toEqual({ customer: first, by: 'page', images: false });
});

test('a print waits for the notes, and the paper of the browser’s own menu says that they are not on it', async ({
  page,
  sandbox,
  signIn,
}) => {
  const prints = await countPrints(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/customers/*/notes', async (route) => {
    await held;
    await route.continue();
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await signIn('support');
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await customerAtRest(page);
  await expect(page.locator('[data-paper]')).toHaveCount(1);
  await page.keyboard.press('Control+p');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('The notes were still loading and are not on this paper.')).toBeVisible();
  await page.emulateMedia({ media: null });
  expect(asked.filter((path) => path.endsWith('/print'))).toEqual([]);
  answer();
  await expect.poll(prints).toBe(1);
});

test('a page that is printed right after it came has the fonts of its names', async ({ page, sandbox, signIn }) => {
  // On screen these fonts come seconds later.
  await page.addInitScript(() => {
    window.print = () => {
      const there = [...document.fonts].filter(
        ({ family, status }) => /Noto Sans Names/.test(family) && status === 'loaded',
      );
      document.documentElement.dataset.fonts = `${there.length}`;
    };
  });
  await signIn('support');
  await openCustomer(page, (await sandbox.examples('devanagari', 1))[0]?.uuid ?? '');
  await page.keyboard.press('Control+p');
  await expect(page.locator('html')).toHaveAttribute('data-fonts', /^[1-9]/);
});

test('a print that waits for Sentinel’s answer waits for the fonts of the names that come with it', async ({
  page,
  sandbox,
  signIn,
}) => {
  await page.addInitScript(() => {
    const { load } = FontFaceSet.prototype;
    FontFaceSet.prototype.load = async function (font, text) {
      const faces = await load.call(this, font, text);
      if (/\p{Script=Devanagari}/u.test(text ?? '')) document.documentElement.dataset.letters = 'there';
      return faces;
    };
    window.print = () => {
      document.documentElement.dataset.printed = document.documentElement.dataset.letters ?? 'missing';
    };
  });
  await signIn('support');
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  const uuid = (await sandbox.examples('devanagari', 1))[0]?.uuid ?? '';
  await page.goto(`/customers/${uuid}`, { waitUntil: 'commit' });
  await atWork(page);
  await expect(page.locator('[data-paper]')).toHaveCount(1);
  await page.keyboard.press('Control+p');
  await sandbox.clearFaults();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'there');
});

test('a print that can not be recorded does not happen, and says so; on a Mac, Ctrl P in a box is the box’s', async ({
  page,
  signIn,
  quiet,
}) => {
  quiet(/ERR_FAILED|Failed to load/);
  const prints = await countPrints(page);
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { value: 'MacIntel' }));
  await signIn('support');
  await openList(page);
  let asked = 0;
  await page.route('**/api/prints', async (route) => {
    asked += 1;
    await route.abort();
  });
  for (const key of ['/', 'Control+p', 'Meta+p']) await page.keyboard.press(key);
  await expect(page.getByText('The page was not printed.')).toBeVisible();
  expect(await prints()).toBe(0);
  expect(asked).toBe(1);
});

test('a print is of the page that the event names, or it does not happen', async ({ page, sandbox, signIn }) => {
  const prints = await countPrints(page);
  await signIn('support');
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/print', async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest('**/print');
  await page.keyboard.press('Control+p');
  await asked;
  await openMain(page, 'Customers');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/customers$/);
  answer();
  await expect(page.getByText('It changed before the print was recorded. Print again.')).toBeVisible();
  expect(await prints()).toBe(0);
});

test('where the operator asks what prints are for, paper has the page of a recorded print alone; a Print key without its code says so', async ({
  page,
  signIn,
  quiet,
}) => {
  quiet(/ERR_FAILED|Failed to load|ChunkLoadError/);
  await page.addInitScript(() => {
    window.print = () => window.dispatchEvent(new Event('beforeprint'));
  });
  await page.route(builtScript('data-paper'), (route) => route.abort());
  await signIn('support');
  await openList(page);
  const refusal = '<p data-refusal class="hidden print:block">Refused</p>';
  await page.evaluate((html) => document.querySelector('main')?.insertAdjacentHTML('beforebegin', html), refusal);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Refused')).toBeVisible();
  await expect(page.locator('main')).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.keyboard.press('Control+p');
  await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible();

  await page.unrouteAll();
  await page.keyboard.press('Control+p');
  await expect(page.locator('[data-recorded]')).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('main')).toBeVisible();
  await expect(page.getByText('Refused')).toBeHidden();
});
