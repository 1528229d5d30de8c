import type { ErrorCode } from '@/lib/contracts/errors';
import { errorSentence } from '@/lib/words/errors';
import { expect, test } from '../support/desk/fixtures';
import type { Fault } from '../support/desk/sandbox-control';
import { casesOf, thorough } from '../support/desk/thorough';

/** What the pages say of a fault of each outcome. `fault-table.test.ts` holds the outcome of every fault and operation. */
const OUTCOMES = casesOf<{ fault: Fault; code: ErrorCode }>(
  [
    { fault: { mode: 'status', status: 503 }, code: 'sentinel_unavailable' },
    { fault: { mode: 'html' }, code: 'sentinel_malformed' },
    { fault: { mode: 'status', status: 403 }, code: 'sentinel_credentials' },
  ],
  [
    { fault: { mode: 'status', status: 429 }, code: 'sentinel_rate_limited' },
    { fault: { mode: 'echo', status: 400 }, code: 'sentinel_refused' },
  ],
);

test('the list and a customer say in words how Sentinel fails, and heal', async ({
  page,
  signIn,
  sandbox,
  stack,
  quiet,
}) => {
  quiet(/50[23]/);
  await signIn('admin');
  const { uuid } = await sandbox.named('all-documents');
  for (const { fault, code } of OUTCOMES) {
    const sentence = errorSentence({ code }) ?? code;
    await test.step(code, async () => {
      await sandbox.fault({ ...fault, path: 'customers/' });
      // No list like this was shown before, so the directory has nothing to show in its place.
      const both = thorough || code === 'sentinel_unavailable';
      for (const path of ['/customers?sortBy=gender', ...(both ? [`/customers/${uuid}`] : [])]) {
        await page.goto(path);
        const said = page.getByText(sentence).first();
        await expect(said).toBeVisible();
        expect(await page.content()).not.toContain(stack.clientSecret);
        await sandbox.clearFaults();
        await page.getByRole('button', { name: 'Try again' }).first().click();
        await expect(page.getByText(sentence)).toHaveCount(0);
        await sandbox.fault({ ...fault, path: 'customers/' });
      }
      await sandbox.clearFaults();
    });
  }
});
