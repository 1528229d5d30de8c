import { expect, type Page } from '@playwright/test';
import { atWork } from '../desk/verbs';
import { makeRows } from './made-rows';
import { DIALOG, MENU, type Place, type State } from './state';

/** What administrators and compliance look after: the audit log, reviews, alerts, approvals, accounts, System. */

const events = (page: Page) => page.getByRole('table', { name: 'Audit events' });
const dialog = (page: Page) => page.getByRole('dialog');

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await atWork(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
}

/** The audit log of a customer whose openings make a fold. */
async function openFold({ page, sandbox }: Place): Promise<void> {
  const { uuid } = await sandbox.named('all-documents');
  for (let turn = 0; turn < 3; turn += 1) await page.request.get(`/api/customers/${uuid}`);
  await goTo(page, `/audit?customer=${uuid}`);
  await events(page)
    .getByRole('button', { name: /^\d+ events, / })
    .first()
    .click();
}

export const OVERSIGHT: readonly State[] = [
  { name: 'a fold of the audit log, unfolded', more: true, reach: openFold },
  {
    name: 'an event of a fold',
    more: true,
    reach: async ({ page }) => {
      await events(page)
        .getByRole('button', { name: /^Details of event/ })
        .first()
        .click();
      await expect(page.getByRole('button', { name: 'Only this customer' })).toBeVisible();
    },
  },
  {
    name: 'a person being found',
    ...{ within: 'section', more: true },
    reach: async ({ page }) => {
      await goTo(page, '/audit');
      await page.getByRole('combobox', { name: 'Person' }).click();
      await page.keyboard.type('qqq');
    },
  },
  { name: 'the audit log on a phone', more: true, phone: true, reach: ({ page }) => goTo(page, '/audit') },
  {
    name: 'no event matches',
    more: true,
    reach: async ({ page }) => {
      await goTo(page, '/audit?to=2020-01-01');
      await expect(page.getByText('No events match')).toBeVisible();
    },
  },
  { name: 'the access review', more: true, reach: ({ page }) => goTo(page, '/access-review') },
  {
    name: 'requests that were decided',
    within: 'main',
    reach: async (place) => {
      await makeRows(place.stack, (await place.sandbox.named('all-documents')).uuid);
      await goTo(place.page, '/approvals');
      await expect(place.page.getByRole('table', { name: 'Decided requests' })).toBeVisible();
    },
  },
  {
    name: 'reviews',
    more: true,
    reach: async ({ page }) => {
      await goTo(page, '/reviews');
      await expect(page.getByRole('button', { name: /^Close review/ }).first()).toBeVisible();
    },
  },
  {
    name: 'a review to be closed without a word',
    within: DIALOG,
    reach: async ({ page }) => {
      await goTo(page, '/reviews');
      await page
        .getByRole('button', { name: /^Close review/ })
        .first()
        .click();
      await dialog(page).getByRole('button', { name: 'Close', exact: true }).last().click();
      await expect(dialog(page)).toContainText('Write what you found.');
    },
  },
  {
    name: 'no closed review',
    more: true,
    reach: async ({ page }) => {
      await goTo(page, '/reviews');
      await page.getByRole('button', { name: 'Closed', exact: true }).click();
      await expect(page.getByText('No closed reviews')).toBeVisible();
    },
  },
  { name: 'alerts', within: 'main', reach: ({ page }) => goTo(page, '/alerts') },
  {
    name: 'a test alert that was sent',
    more: true,
    reach: async ({ page }) => {
      await page.getByRole('button', { name: 'Send a test alert' }).click();
      await expect(page.getByText('Test alert sent')).toBeVisible();
    },
  },
  { name: 'alerts on a phone', ...{ phone: true, more: true }, reach: ({ page }) => goTo(page, '/alerts') },
  { name: 'reviews on a phone', ...{ phone: true, more: true }, reach: ({ page }) => goTo(page, '/reviews') },
  { name: 'approvals on a phone', ...{ phone: true, more: true }, reach: ({ page }) => goTo(page, '/approvals') },
  { name: 'accounts on a phone', ...{ phone: true, more: true }, reach: ({ page }) => goTo(page, '/accounts') },
  { name: 'System on a phone', ...{ phone: true, more: true }, reach: ({ page }) => goTo(page, '/system') },
  { name: 'System', more: true, reach: ({ page }) => goTo(page, '/system') },
  {
    name: 'what can be done with an account',
    within: MENU,
    reach: async ({ page, stack }) => {
      await goTo(page, '/accounts');
      await page.getByRole('button', { name: `Actions for ${stack.accounts.support.name}` }).click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
  },
  ...['Sessions', 'Grant more for today', 'Change role', 'Reset password', 'Disable account'].map(
    (task): State => ({
      name: `${task}, of an account`,
      ...{ within: ':is([role=dialog], [role=alertdialog])', more: true },
      reach: async ({ page, stack }) => {
        await goTo(page, '/accounts');
        await page.getByRole('button', { name: `Actions for ${stack.accounts.support.name}` }).click();
        await page.getByRole('menuitem', { name: task }).click();
        await expect(page.locator(':is([role=dialog], [role=alertdialog])')).toBeVisible();
      },
    }),
  ),
  { name: 'sessions', more: true, reach: ({ page }) => goTo(page, '/sessions') },
  {
    name: 'a view that is gone',
    more: true,
    reach: async ({ page }) => {
      await page.goto('/views/3fa85f64-5717-4562-b3fc-2c963f66af01');
      await expect(page.getByText('This view is not here')).toBeVisible();
    },
  },
];
