import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build/make-build.ts';
import { playwright } from '../scripts/checks/phases.ts';
import { runProgram } from '../scripts/process/program.ts';

// Renews the README's pictures, and the kept ones that `npm run torture` compares with. `--states` draws every state of the
// desk into `.data/pictures` instead, for people to look at.
await runProgram(async () => {
  const { values } = parseArgs({ options: { states: { type: 'boolean', default: false } } });
  await ensureBuild();
  const { counts } = await playwright('screenshots', {
    files: [values.states ? 'e2e/pictures/every-state' : 'e2e/pictures/states'],
    env: { TEST_ROOM: 'pictures', PICTURES: values.states ? 'states' : 'write' },
  });
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
});
