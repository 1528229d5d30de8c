import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Child } from '../../../scripts/process/child';
import { freePort, holdPort } from '../../../scripts/process/ports';
import { localUrl, startApplication } from '../../../scripts/stack/application';
import { expect, test as plain } from '../desk/fixtures';
import type { TestStack } from '../desk/stack';
import { type IdentityProvider, startIdentityProvider } from './identity-provider/start';

interface SsoFixtures {
  sso: Sso;
  provider: IdentityProvider;
  /** Where a replica with `LOCAL_ACCOUNTS=off` is. It starts when a test first asks. */
  withoutPasswords: string;
}

/** What the tests of a worker share. */
interface Sso {
  port: number;
  provider: IdentityProvider;
  withoutPasswords: (stack: TestStack) => Promise<string>;
  stop: () => Promise<void>;
}

const HOST = '127.0.0.1';

let shared: Promise<Sso> | undefined;

async function startSso(): Promise<Sso> {
  const port = await freePort(HOST);
  // Held until its application starts, minutes later: another process would take it meanwhile.
  const held = await holdPort(HOST);
  const url = localUrl(HOST, held.port);
  const provider = await startIdentityProvider(localUrl(HOST, port), url);
  let application: Promise<Child> | undefined;
  const start = async (stack: TestStack) => {
    await held.letGo();
    return await startApplication({
      mode: 'production',
      host: HOST,
      port: held.port,
      env: { ...stack.applicationEnv, LOCAL_ACCOUNTS: 'off', NEXTAUTH_URL: url },
      output: path.join(path.dirname(stack.appLogFile), 'without-passwords.log'),
    });
  };
  return {
    port,
    provider,
    withoutPasswords: async (stack) => {
      application ??= start(stack);
      await application;
      return url;
    },
    stop: async () => {
      await held.letGo();
      await (await application)?.stop();
      await provider.stop();
    },
  };
}

/** The desk with a real identity provider before it; the stack has passwords, too. */
export const test = plain.extend<SsoFixtures>({
  sso: async ({ whenWorkerEnds }, use) => {
    if (shared === undefined) {
      const sso = startSso();
      shared = sso;
      whenWorkerEnds(async () => await (await sso).stop());
    }
    await use(await shared);
  },
  provider: async ({ sso }, use) => use(sso.provider),
  stackOptions: async ({ sso }, use) => use({ appPort: sso.port, customers: 50, env: sso.provider.env }),
  withoutPasswords: [
    async ({ sso, stack }, use) => use(await sso.withoutPasswords(stack)),
    { scope: 'test', timeout: 90_000 },
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
