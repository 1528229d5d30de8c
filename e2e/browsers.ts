import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { runProgram } from '../scripts/process/program.ts';
import { openFirefox } from './browsers/firefox.ts';
import { firefoxProgram, NO_FIREFOX, NO_WEBKIT, webkitDriver } from './browsers/installed.ts';
import { jobsIn } from './browsers/walk.ts';
import type { Driver } from './browsers/webdriver.ts';
import { openWebKit } from './browsers/webkit.ts';
import { startVictim } from './torture/victim.ts';

/** In the viewer, ms. */
const KEY_WITHIN = 500;

// The main jobs in the browsers of this machine beside Chromium. One that is not there is skipped with a sentence.
await runProgram(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const wants = (name: string) => values.only === undefined || values.only === name;
  const [firefox, webkit] = [firefoxProgram(), webkitDriver()];
  let failed = false;
  if (wants('firefox')) {
    if (firefox === null) console.log(NO_FIREFOX);
    else failed = !(await walk('Firefox', () => openFirefox(firefox)));
  }
  if (wants('webkit')) {
    if (webkit === null) console.log(NO_WEBKIT);
    else failed = !(await walk('WebKit', () => openWebKit(webkit))) || failed;
  }
  return failed ? 1 : 0;
});

/** @returns whether all jobs worked */
async function walk(browser: string, open: () => Promise<Driver>): Promise<boolean> {
  await ensureBuild();
  const victim = await startVictim({ customers: '400' });
  const person = (role: string) => {
    const found = victim.people.find((one) => one.role === role);
    if (found === undefined) throw new Error(`There is nobody with the role ${role}.`);
    return found;
  };
  const people = { compliance: person('compliance'), support: person('support'), admin: person('admin') };
  const driver = await open();
  let worked = true;
  for (const [name, job] of jobsIn(driver, { ...victim, people }, { allPages: true, keyWithin: KEY_WITHIN })) {
    const began = Date.now();
    const said = await job().then(
      (fact) => `works in ${((Date.now() - began) / 1000).toFixed(1)} s${fact ? `: ${fact}` : ''}`,
      (error) => {
        worked = false;
        return `FAILS: ${error instanceof Error ? error.message : error}`;
      },
    );
    console.log(`${browser.padEnd(8)} ${name.padEnd(38)} ${said}`);
  }
  await driver.end();
  return worked;
}
