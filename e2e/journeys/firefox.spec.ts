import { openFirefox } from '../browsers/firefox';
import { firefoxProgram, NO_FIREFOX } from '../browsers/installed';
import { jobsIn } from '../browsers/walk';
import { expect, test } from '../support/directory/directory-fixtures';

const program = firefoxProgram();

// Once, and not by each worker: those load this file, too.
if (program === null && process.env.TEST_WORKER_INDEX === undefined) console.log(NO_FIREFOX);

// Before the test has a stack: a machine without Firefox loses no time.
test.skip(program === null, NO_FIREFOX);

test('the main jobs work in Firefox', async ({ stack }) => {
  test.slow();
  // Other journeys run beside this one: no step is measured, and each may take as long as theirs.
  const firefox = await openFirefox(program ?? '', 20_000);
  try {
    const { appUrl, sandboxUrl, accounts: people } = stack;
    for (const [name, job] of jobsIn(firefox, { appUrl, sandboxUrl, people }, { allPages: false, keyWithin: null })) {
      await test.step(name, async () => void (await job()));
    }
    expect(firefox.complaints()).toEqual([]);
  } finally {
    await firefox.end();
  }
});
