import { ensureBuild } from '../scripts/build/make-build.ts';
import { playwright } from '../scripts/checks/phases.ts';
import { runProgram } from '../scripts/process/program.ts';

// Renews the README's pictures, and the kept ones that `npm run torture` compares with.
await runProgram(async () => {
  await ensureBuild();
  const { counts } = await playwright('screenshots', {
    files: ['e2e/pictures'],
    env: { TEST_ROOM: 'pictures', PICTURES: 'write' },
  });
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
});
