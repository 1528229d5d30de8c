import type { Page } from '@playwright/test';
import type { ReactAdmin } from '../baselines/react-admin.ts';
import type { ProbeOptions } from './probe.ts';

/** Columns that both applications can sort by, as their heads call them. */
export const SORTS = ['Name', 'Status', 'Nationality', 'Phone', 'Gender'] as const;
export type Sort = (typeof SORTS)[number];

/** One of the two applications, as a person finds her way in it. */
export interface App {
  name: string;
  url: string;
  probe: ProbeOptions;
  list: (page: number) => string;
  /** The button in a column's head. */
  sort: (column: Sort) => string;
  nextPage: string;
  /** What a click opens a customer by, within the row of that index. */
  opens: (row: number) => string;
  /** The cell with the e-mail address of a row. */
  email: (row: number) => string;
  /** The cell with the documents of a row. A customer without documents has no images. */
  documents: (row: number) => string;
  showImages: string;
  images: string;
  signIn: (page: Page) => Promise<void>;
}

const ROWS = 50;

export function deskApp(url: string, { email, password }: { email: string; password: string }): App {
  const row = (index: number) => `table[aria-label="Customers"] tbody tr[data-index="${index}"]`;
  return {
    name: 'desk',
    url,
    probe: {
      row: 'table[aria-label="Customers"] tbody a[href^="/customers/"]',
      detail: 'div:has(> header h1)',
      cold: ROWS,
    },
    list: (page) => `/customers?page=${page}`,
    sort: (column) => `thead button:text-is("${column}")`,
    nextPage: 'button[aria-label="Next page"]',
    opens: (index) => `${row(index)} a[href^="/customers/"]`,
    email: (index) => `${row(index)} td:nth-child(2)`,
    documents: (index) => `${row(index)} td:nth-child(7)`,
    showImages: 'button:text-is("Show images")',
    images: 'img[src^="blob:"]',
    signIn: async (page) => {
      await page.goto('/sign-in');
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
  };
}

export function reactAdminApp({ url, password }: ReactAdmin): App {
  const row = (index: number) => `.RaDataTable-tbody tr:nth-child(${index + 1})`;
  const sorted = new Map<Sort, string>([['Phone', 'phoneNumber']]);
  return {
    name: 'react-admin',
    url,
    probe: { row: '.RaDataTable-tbody tr', detail: '.show-page', cold: ROWS },
    list: (page) => `/#/customers?page=${page}&perPage=${ROWS}&sort=updatedAt&order=DESC`,
    sort: (column) => `.column-${sorted.get(column) ?? column.toLowerCase()} .MuiTableSortLabel-root`,
    nextPage: 'button[aria-label="Go to next page"]',
    opens: (index) => `${row(index)} td:nth-child(1)`,
    email: (index) => `${row(index)} td:nth-child(2)`,
    documents: (index) => `${row(index)} td:nth-child(7)`,
    showImages: 'button:has-text("Show images")',
    images: 'img[src^="data:"]',
    signIn: async (page) => {
      await page.goto('/');
      await page.locator('input[name="username"]').fill('anybody');
      await page.locator('input[name="password"]').fill(password);
      await page.locator('button[type="submit"]').click();
    },
  };
}
