import { summaryLine } from './checks/counts.ts';
import { runPhases } from './checks/run-phases.ts';
import { runProgram } from './process/program.ts';

// The quick half of `npm test`, for while one works: no build, no servers, no browser.
await runProgram(async () => {
  const { counts } = await runPhases(new Set(['lint', 'types', 'unit']));
  console.log(summaryLine(counts));
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
});
