import { expect, test } from '../support/desk/fixtures';
import { customerAtRest, openCustomer, openList, settledRows, shownUuids } from '../support/desk/verbs';

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});

test('walks the list it was opened from, across pages, and Back still leads to it', async ({ page, sandbox }) => {
  await openList(page, '?perPage=10&sortBy=name&order=asc');
  // The next page is fetched ahead: its call is none of the steps'.
  await expect.poll(async () => (await sandbox.calls()).length).toBe(2);
  const order = await sandbox.order('name', 'asc');
  const at = (index: number) => expect(page).toHaveURL(new RegExp(`/customers/${order[index]}$`));
  const next = page.getByRole('link', { name: 'Next customer' });
  const previous = page.getByRole('link', { name: 'Previous customer' });

  /** Does a step and waits for the answer about the person it leads to: only then is the page in place. */
  const step = async (to: number, go: () => Promise<void>) => {
    const answered = page.waitForResponse((response) => response.url().endsWith(`/api/customers/${order[to]}`));
    await go();
    await answered;
    await at(to);
  };
  const first = (await settledRows(page)).nth(7).getByRole('link');
  await step(7, () => first.click());
  await sandbox.clearLog();
  await step(8, () => next.click());
  expect(await sandbox.calls()).toEqual(['statusWithoutImages']);
  for (const to of [9, 10, 11]) await step(to, () => next.click());
  for (const to of [10, 9]) {
    // This person's answer is in the cache, so the page itself shows when it is in place.
    await previous.click();
    await at(to);
    await expect(page.getByRole('region', { name: 'Identity' })).toContainText(order[to] ?? '');
    await customerAtRest(page);
  }
  expect((await sandbox.calls()).filter((call) => call === 'status')).toEqual([]);
  await page.goBack();
  await expect(page).toHaveURL(/perPage=10/);
  expect(await shownUuids(page)).toEqual(order.slice(0, 10));
});

test('ends where the list ends, and a link belongs to no list @more', async ({ page, sandbox }) => {
  const next = page.getByRole('link', { name: 'Next customer' });
  const previous = page.getByRole('link', { name: 'Previous customer' });

  await openList(page, '?sortBy=name&order=asc');
  await (await settledRows(page)).first().getByRole('link').click();
  await expect(next).toBeVisible();
  await customerAtRest(page);
  await expect(previous).toHaveCount(0);

  await openList(page, '?sortBy=name&order=asc&page=48');
  await (await settledRows(page)).last().getByRole('link').click();
  await expect(previous).toBeVisible();
  await customerAtRest(page);
  await expect(next).toHaveCount(0);

  await openCustomer(page, (await sandbox.order('name', 'asc'))[5] ?? '');
  await customerAtRest(page);
  await expect(page.getByRole('navigation', { name: 'In this list' })).toHaveCount(0);
});

test('takes nothing revealed along to the next person', async ({ page, sandbox }) => {
  const one = await sandbox.named('all-documents');
  await sandbox.patch(one.uuid, {});
  await openList(page);
  await (await settledRows(page)).first().getByRole('link').click();
  const images = page.getByRole('region', { name: 'Images' });
  await images.getByRole('button', { name: 'Show images' }).click();
  await expect(images.getByRole('img').first()).toBeVisible();
  await page.getByRole('link', { name: 'Next customer' }).click();
  await expect(page).not.toHaveURL(new RegExp(one.uuid));
  await expect(images.getByText('Images are not loaded. Showing them is recorded.')).toBeVisible();
  await expect(images.getByRole('img')).toHaveCount(0);
});
