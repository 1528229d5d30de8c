import { expect, type Page } from '@playwright/test';
import { asOwner } from '../desk/as-owner';
import { atWork, filterPanel, openList, searchBox, searchFor, settledRows } from '../desk/verbs';
import { DIALOG, MENU, QUESTION, type State } from './state';

/** Customers and Expiring, with everything that opens over them. */

const dialog = (page: Page) => page.getByRole('dialog');

async function openViews(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await expect(page.getByRole('menu', { name: 'Views' })).toBeVisible();
}

async function saveView(page: Page, name: string): Promise<void> {
  await openViews(page);
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await dialog(page).getByLabel('Name').fill(name);
}

export async function openExpiring(page: Page, query = ''): Promise<void> {
  await page.goto(`/expiring${query}`);
  await atWork(page);
  await expect(expiringRows(page).first()).toBeVisible();
}

const expiringRows = (page: Page) =>
  page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('row');

export const CUSTOMERS: readonly State[] = [
  { name: 'the list', more: true, reach: ({ page }) => openList(page) },
  { name: 'the list on a phone', more: true, phone: true, reach: ({ page }) => openList(page) },
  {
    name: 'the pages’ menu on a phone',
    ...{ more: true, phone: true, within: MENU },
    reach: async ({ page }) => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('button').click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'filters, a nationality found by typing, and why each row is there',
    more: true,
    reach: async ({ page }) => {
      await openList(page, '?faceMatchFailed=true');
      await page.getByRole('button', { name: 'Filters', exact: true }).click();
      const nations = filterPanel(page).getByRole('group', { name: 'Nationality' });
      await nations.getByRole('searchbox', { name: 'Find a nationality' }).fill('united');
      await expect(nations.getByRole('checkbox').first()).toBeVisible();
      await settledRows(page);
    },
  },
  {
    name: 'nobody passes the filters',
    more: true,
    reach: async ({ page }) => {
      await page.goto('/customers?severalDocuments=true&nationality=QQQ');
      await expect(page.getByText('No customer passes these filters')).toBeVisible();
    },
  },
  {
    name: 'the filters on a phone',
    ...{ phone: true, more: true },
    reach: async ({ page }) => {
      await openList(page, '?gender=male');
      await page.getByRole('button', { name: 'Filters', exact: true }).click();
      await expect(filterPanel(page).getByRole('checkbox').nth(3)).toBeVisible();
    },
  },
  {
    name: 'no saved view',
    ...{ within: MENU, more: true },
    reach: async ({ page, stack }) => {
      await asOwner(stack, (query) => query('DELETE FROM saved_views'));
      await openList(page, '?expired=true');
      await openViews(page);
      await expect(page.getByText('No view is saved here yet.').first()).toBeVisible();
    },
  },
  {
    name: 'a view whose name is refused',
    within: DIALOG,
    reach: async ({ page, stack }) => {
      await asOwner(stack, (query) => query('DELETE FROM saved_views'));
      await openList(page, '?expired=true');
      await saveView(page, 'Ask +971 50 123 4567');
      await expect(dialog(page)).toContainText('This looks like a customer’s data');
    },
  },
  {
    name: 'a view that was saved',
    more: true,
    reach: async ({ page }) => {
      await dialog(page).getByLabel('Name').fill('Expired, of the team');
      await dialog(page).getByLabel('The team').check();
      await dialog(page).getByRole('button', { name: 'Save view' }).click();
      await expect(page.getByText('View saved')).toBeVisible();
    },
  },
  {
    name: 'views with their counts',
    ...{ within: MENU, more: true },
    reach: async ({ page }) => {
      await openViews(page);
      await page.getByRole('menuitemcheckbox', { name: 'Show counts' }).click();
      await expect(page.getByRole('menuitem', { name: /Expired, of the team \d/ })).toBeVisible();
    },
  },
  {
    name: 'the saved views, renamed to what is refused',
    more: true,
    within: DIALOG,
    reach: async ({ page }) => {
      await page.keyboard.press('Escape');
      await openViews(page);
      await page.getByRole('menuitem', { name: 'Manage views…' }).click();
      await dialog(page).getByLabel('In the daily digest').click();
      await expect(dialog(page).getByLabel('In the daily digest')).toBeChecked();
      await dialog(page)
        .getByLabel(/^Name of /)
        .fill('a');
      await expect(dialog(page)).toContainText('two characters');
    },
  },
  {
    name: 'a view to be removed',
    ...{ within: QUESTION, more: true },
    reach: async ({ page }) => {
      await dialog(page)
        .getByRole('button', { name: /^Remove/ })
        .click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  {
    name: 'columns in another order and width',
    within: DIALOG,
    reach: async ({ page }) => {
      await openList(page);
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('menuitem', { name: 'Order and widths…' }).click();
      await expect(dialog(page)).toBeVisible();
    },
  },
  {
    name: 'the account menu',
    ...{ within: MENU },
    reach: async ({ page }) => {
      await openList(page);
      await page.getByRole('button', { name: /^Account menu/ }).click();
      await expect(page.getByRole('menu', { name: 'Account' })).toBeVisible();
    },
  },
  {
    name: 'the palette',
    ...{ within: DIALOG, more: true },
    reach: async ({ page }) => {
      await openList(page);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('mo');
      await expect(dialog(page).getByRole('option').nth(2)).toBeVisible();
    },
  },
  {
    name: 'the shortcuts',
    ...{ within: DIALOG, more: true },
    reach: async ({ page }) => {
      await openList(page);
      await page.keyboard.press('?');
      await expect(dialog(page)).toBeVisible();
    },
  },
  {
    name: 'the export',
    ...{ within: DIALOG, more: true },
    reach: async ({ page }) => {
      await openList(page, '?gender=female');
      await page.getByRole('button', { name: 'Export' }).click();
      await expect(dialog(page).getByRole('button', { name: 'Export CSV' })).toBeVisible();
    },
  },
  {
    name: 'names that sound alike',
    more: true,
    reach: async ({ page }) => {
      await openList(page);
      await searchFor(page, 'almansoury');
      await expect(page.getByText(/that sound alike/)).toBeVisible();
      await searchBox(page).fill('mo');
      await expect(page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toBeVisible();
    },
  },
];

export const EXPIRING: readonly State[] = [
  { name: 'the worklist', more: true, reach: ({ page }) => openExpiring(page, '?within=90') },
  { name: 'the worklist on a phone', more: true, phone: true, reach: ({ page }) => openExpiring(page, '?within=90') },
  {
    name: 'chosen days, the bars as a table',
    more: true,
    reach: async ({ page }) => {
      await openExpiring(page, '?within=60');
      await page.getByText('Chosen days').click();
      await expect(page.getByLabel('Until')).toBeVisible();
      await page.getByText('Show as a table').click();
    },
  },
  {
    name: 'a nationality being chosen',
    ...{ within: DIALOG, more: true },
    reach: async ({ page }) => {
      await openExpiring(page, '?within=expired');
      await page.getByRole('combobox', { name: 'Nationality', exact: true }).click();
      await expect(page.getByRole('combobox', { name: 'Find a nationality' })).toBeFocused();
      await page.keyboard.type('uni');
    },
  },
  {
    name: 'nothing expires in the choice',
    more: true,
    reach: async ({ page }) => {
      await page.goto('/expiring?within=30&nationality=QQQ');
      await expect(page.getByText('Nothing expires in this choice.')).toBeVisible();
    },
  },
  {
    name: 'rows that are selected',
    within: 'tbody tr:has(:checked)',
    reach: async ({ page }) => {
      await openExpiring(page, '?within=90');
      for (const row of [0, 1, 2]) await expiringRows(page).nth(row).getByRole('checkbox').check();
      await expect(page.getByText(/^3 documents of \d customers? selected$/)).toBeVisible();
    },
  },
  {
    name: 'rows to be marked, with a word that says too much',
    within: DIALOG,
    reach: async ({ page }) => {
      await page.keyboard.press('d');
      await dialog(page).getByRole('radio', { name: 'Everybody' }).check();
      await dialog(page).getByRole('textbox').fill('call 050 123 4567');
      await expect(dialog(page).getByText(/looks like a customer’s data/)).toBeVisible();
    },
  },
  {
    name: 'rows that are marked',
    within: 'tbody tr:first-child',
    reach: async ({ page }) => {
      await dialog(page).getByRole('textbox').fill('written to them');
      await page.keyboard.press('Enter');
      await expect(page.getByText('3 documents are marked as done')).toBeVisible();
      await expect(expiringRows(page).first()).toContainText('Done for all');
    },
  },
  {
    name: 'links to be created',
    ...{ within: DIALOG },
    reach: async ({ page }) => {
      for (const row of [0, 1, 2]) await expiringRows(page).nth(row).getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Create links' }).click();
      await expect(dialog(page).getByRole('listitem').first()).toBeVisible();
    },
  },
  {
    name: 'links that were created, and one that was not',
    within: DIALOG,
    reach: async ({ page, sandbox }) => {
      await sandbox.fault({ mode: 'status', status: 500, path: 'url', times: 1 });
      await dialog(page)
        .getByRole('button', { name: /^Create \d links?$/ })
        .click();
      await expect(dialog(page).getByText(/links? (was|were) created/)).toBeVisible();
    },
  },
  {
    name: 'links that would be lost',
    ...{ within: QUESTION, more: true },
    reach: async ({ page }) => {
      await dialog(page).getByRole('button', { name: 'Done' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
];
