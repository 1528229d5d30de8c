import path from 'node:path';
import type { Page } from '@playwright/test';
import { freePort, holdPort } from '../../../scripts/process/ports';
import { localUrl, startApplication } from '../../../scripts/stack/application';
import { expect, test as plain } from '../desk/fixtures';
import { type IdentityProvider, startIdentityProvider } from './identity-provider/start';

interface SsoFixtures {
  /** The second port is held until its application starts, minutes later: another process would take it meanwhile. */
  ports: { withPasswords: number; without: number; letGo: () => Promise<void> };
  provider: IdentityProvider;
  /** Where a replica with `LOCAL_ACCOUNTS=off` is. */
  withoutPasswords: string;
}

const HOST = '127.0.0.1';

/** The desk with a real identity provider before it; the stack has passwords, too. */
export const test = plain.extend<object, SsoFixtures>({
  ports: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const { port: without, letGo } = await holdPort(HOST);
      await use({ withPasswords: await freePort(HOST), without, letGo });
      await letGo();
    },
    { scope: 'worker' },
  ],
  provider: [
    async ({ ports }, use) => {
      const urls = [ports.withPasswords, ports.without].map((port) => localUrl(HOST, port));
      const provider = await startIdentityProvider(...urls);
      await use(provider);
      await provider.stop();
    },
    { scope: 'worker' },
  ],
  stackOptions: [
    async ({ ports, provider }, use) => use({ appPort: ports.withPasswords, customers: 50, env: provider.env }),
    { scope: 'worker' },
  ],
  withoutPasswords: [
    async ({ ports, stack }, use) => {
      const url = localUrl(HOST, ports.without);
      await ports.letGo();
      const application = await startApplication({
        mode: 'production',
        host: HOST,
        port: ports.without,
        env: { ...stack.applicationEnv, LOCAL_ACCOUNTS: 'off', NEXTAUTH_URL: url },
        output: path.join(path.dirname(stack.appLogFile), 'without-passwords.log'),
      });
      await use(url);
      await application.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});
export { expect };

/** Presses the button, and answers at the provider as `who`. */
export async function continueWithSso(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await expect(page.getByRole('heading', { name: 'Company sign-in' })).toBeVisible();
  await page.getByRole('button', { name: who }).click();
}

export async function signInBySso(page: Page, who: string, query = ''): Promise<void> {
  await page.goto(`/sign-in${query}`);
  await continueWithSso(page, who);
}
