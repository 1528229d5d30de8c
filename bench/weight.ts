import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { chromiumArgs, ensureChromium } from '../scripts/chromium.ts';
import { holdsFullZod, kilobytes, type Script, weighScripts } from '../scripts/page-weight.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { WIDE_BUDGETS } from '../scripts/stack/wide-budgets.ts';
import { startStack } from '../scripts/stack.ts';
import { ensureEmptyNext, startEmptyNext } from './baselines/empty-next.ts';
import { benchDirectory } from './data-dir.ts';
import { report } from './table/results.ts';
import { machineNow } from './table/rounds.ts';

/** A react-admin list on the same API (bench/baselines/react-admin), as its build says. */
const REACT_ADMIN_KB = 323;

// Prints what the Customers page loads of JavaScript, script by script.
await runProgram(async () => {
  await ensureBuild();
  const machine = machineNow();
  const executablePath = await ensureChromium();
  const dataDir = benchDirectory();
  const stack = await startStack({
    dataDir,
    mode: 'production',
    sandbox: { rowShape: 'full' },
    env: { BUDGETS: WIDE_BUDGETS },
    step,
  });
  beforeExit(stack.stop);
  const browser = await chromium.launch({ executablePath, args: chromiumArgs() });
  beforeExit(() => browser.close());
  const [person] = stack.people;
  if (!person) throw new Error('The stack made nobody who could sign in.');

  const first = await browser.newContext({ baseURL: stack.appUrl });
  const page = await first.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const rows = 'table tbody a';
  await page.locator(rows).first().waitFor();
  // A context of its own has an empty cache.
  const cold = await browser.newContext({ baseURL: stack.appUrl, storageState: await first.storageState() });
  const measured = await cold.newPage();
  const scripts = await weighScripts(measured, '/customers', rows);
  print(scripts);
  const ours = kilobytes(scripts.filter((script) => !script.ahead));
  const theirs = await weighEmptyPage(browser, path.join(dataDir, 'empty-next.log'));
  report({ 'js-weight': { value: ours / theirs, ours, theirs, unit: 'KB', rounds: 1 } }, machine);
  return 0;
});

async function weighEmptyPage(browser: Browser, log: string): Promise<number> {
  await ensureEmptyNext(log);
  const { url } = await startEmptyNext(log);
  const page = await browser.newPage();
  return kilobytes(await weighScripts(page, url, 'main'));
}

function print(scripts: readonly Script[]): void {
  const line = (kb: number, what: string) => console.log(`${kb.toFixed(1).padStart(8)} KB  ${what}`);
  for (const script of scripts)
    line(kilobytes([script]), `${script.path}${script.ahead ? ' (after the first rows)' : ''}`);
  const needed = scripts.filter((script) => !script.ahead);
  console.log();
  line(kilobytes(needed), 'gzip, the Customers page up to its first rows (budget 191.7)');
  line(kilobytes(scripts), 'gzip, until the network is idle');
  line(REACT_ADMIN_KB, 'a react-admin list on the same API');
  console.log(`\nfull zod: ${scripts.some(holdsFullZod) ? 'LOADED' : 'not loaded'}`);
}
