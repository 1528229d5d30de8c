import { ensureBuild } from '../scripts/build/make-build.ts';
import { playwright } from '../scripts/checks/phases.ts';
import { runProgram } from '../scripts/process/program.ts';

// Counts the keys, clicks and seconds of docs/hands.md.
await runProgram(async () => {
  await ensureBuild();
  const { counts } = await playwright('hands', { files: ['e2e/hands'], env: { TEST_ROOM: 'hands' } });
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
});
