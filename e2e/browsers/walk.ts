import { pagesIn } from '../support/desk/pdf.ts';
import { sandboxControl } from '../support/desk/sandbox-control.ts';
import { type Driver, KEYS } from './webdriver.ts';

/** What differs between the walks. */
export interface WalkOptions {
  /** All pages in the narrow window, or those that people have open all day. */
  allPages: boolean;
  /** A key in the viewer may take as long as this, ms: the driver itself takes some of it. `null` on a busy machine. */
  keyWithin: number | null;
}

/** A desk that runs, with a directory of 400 customers or none. */
export interface WalkedDesk {
  appUrl: string;
  sandboxUrl: string;
  /** Email and password, by role. */
  people: Readonly<Record<'compliance' | 'support' | 'admin', { email: string; password: string }>>;
}

interface Walk extends WalkOptions {
  driver: Driver;
  at: (path: string) => Promise<void>;
  named: (key: string) => Promise<string>;
  as: (role: keyof WalkedDesk['people']) => Promise<void>;
}

/**
 * The main jobs in one browser, each with what it does: rejects with what went wrong, and answers a fact to be told. They
 * are run in this order, because a job goes on as the person of the one before.
 */
export function jobsIn(
  driver: Driver,
  desk: WalkedDesk,
  options: WalkOptions,
): [name: string, run: () => Promise<string | undefined>][] {
  const sandbox = sandboxControl(desk.sandboxUrl);
  const here: Walk = {
    ...options,
    driver,
    at: (path) => driver.go(`${desk.appUrl}${path}`),
    named: async (key) => (await sandbox.named(key)).uuid,
    as: async (role) => {
      const { email, password } = desk.people[role];
      await driver.forget();
      await driver.go(`${desk.appUrl}/sign-in`);
      await driver.type('input[type=email]', email);
      await driver.type('input[type=password]', password);
      await driver.press(KEYS.enter);
      await driver.until("document.querySelector('main table tbody a')");
    },
  };
  return Object.entries(JOBS).map(([name, job]) => [name, () => job(here)]);
}

/** Pages that have rows in every desk. */
const WITH_ROWS = ['/customers', '/expiring', '/audit', '/sessions', '/accounts'];

const JOBS: Record<string, (walk: Walk) => Promise<string | undefined>> = {
  'signs in and opens a row by keyboard': async ({ driver, as }) => {
    await as('compliance');
    await driver.press('j', 'j', KEYS.enter);
    await driver.until("document.querySelector('h1') === document.activeElement && /customers\\/./.test(location)");
    const first = await driver.ask<string>('location.pathname');
    await driver.press('j');
    await driver.until(
      `location.pathname !== '${first}' && /customers\\/./.test(location) && document.querySelector('section table')`,
    );
    await driver.press('b');
    await driver.until("document.querySelector('h1')?.textContent === 'Customers'");
    return undefined;
  },

  'a row reached by k is whole': async ({ driver, at }) => {
    await at('/customers');
    await driver.until("document.querySelector('main table tbody a')");
    await driver.press(...Array(30).fill('j'), ...Array(22).fill('k'));
    const [head = 0, row = 0] = await driver.ask<number[]>(
      "[document.querySelector('thead th').getBoundingClientRect().bottom, " +
        "document.activeElement.closest('tr').getBoundingClientRect().top]",
    );
    if (row < head - 1) throw new Error(`the row begins at ${row}, the head ends at ${head}`);
    return undefined;
  },

  'shows images; a key in the viewer': async ({ driver, at, named, keyWithin }) => {
    await at(`/customers/${await named('all-documents')}`);
    await driver.until("document.querySelector('section table')");
    await driver.press('i');
    await driver.until("document.querySelector('main img')?.complete");
    await driver.press('i');
    await driver.until("document.querySelector('[role=dialog] img')?.complete");
    const times: number[] = [];
    for (const key of ['+', '+', 'r', '+', '0']) {
      const began = Date.now();
      await driver.press(key);
      // An answer comes after the frame that the key has caused.
      await driver.ask('document.body.offsetHeight');
      times.push(Date.now() - began);
    }
    await driver.press(KEYS.escape);
    if (keyWithin !== null && Math.max(...times) > keyWithin) throw new Error(`a key takes ${times.join(', ')} ms`);
    return `${times.join(', ')} ms a key`;
  },

  'prints a customer, on two pages': async ({ driver, at, named }) => {
    if (driver.print === undefined) return 'its driver cannot print';
    await at(`/customers/${await named('all-documents')}`);
    await driver.until("document.querySelector('section table')");
    await driver.until("document.querySelector('[data-paper]')");
    const pages = pagesIn(await driver.print());
    if (pages < 1 || pages > 2) throw new Error(`${pages} pages`);
    return undefined;
  },

  'corrects a contact': async ({ driver, at, as, named }) => {
    await as('support');
    await at(`/customers/${await named('editable')}`);
    await driver.until("document.querySelector('section table')");
    await driver.press('e');
    await driver.type('[role=dialog] input[type=email], [role=dialog] input', 'webkit@corrected.example');
    await driver.press(KEYS.enter);
    await driver.until("document.querySelector('main').textContent.includes('webkit@corrected.example')");
    return undefined;
  },

  'the audit log’s day keeps the focus': async ({ driver, at, as }) => {
    await as('admin');
    await at('/audit');
    await driver.until("document.querySelector('input[type=date]')");
    await driver.click('input[type=date]');
    await driver.ask(
      "(() => { const box = document.querySelector('input[type=date]'); box.focus(); " +
        "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, '2026-01-01'); " +
        "box.dispatchEvent(new Event('input', { bubbles: true })); return null; })()",
    );
    await driver.until("location.search.includes('from=2026-01-01')");
    await driver.until("document.activeElement?.type === 'date'");
    return undefined;
  },

  'nothing sideways in a narrow window': async ({ driver, at, named, allPages }) => {
    // WebKit's window does not become narrower than its own bar: 447 px.
    await driver.size(390, 844);
    const pages = ['/customers', `/customers/${await named('all-documents')}`, '/expiring', '/audit'];
    const more = ['/sessions', '/accounts', '/reviews', '/alerts', '/approvals', '/system'];
    for (const path of allPages ? [...pages, ...more] : pages) {
      await at(path);
      await driver.until("document.querySelector('h1') && document.querySelector('main [aria-busy=true]') === null");
      if (WITH_ROWS.includes(path)) await driver.until("document.querySelector('main [data-index]')");
      const beyond = await driver.ask<number>('document.documentElement.scrollWidth - window.innerWidth');
      if (beyond > 0) throw new Error(`${path}: ${beyond} px`);
    }
    return `${await driver.ask<number>('window.innerWidth')} px wide`;
  },
};
