import { summaryLine } from './checks/counts.ts';
import { failureLines } from './checks/failures.ts';
import { PHASES, reportOf } from './checks/phases.ts';
import { parseOnly, runPhases } from './checks/run-phases.ts';
import { slowestFiles, slowestLines } from './checks/slowest.ts';
import { runProgram } from './process/program.ts';
import { root } from './process/project.ts';
import { secondsSince } from './process/step.ts';

// Everything that must hold before a change is merged. The last line is the verdict.
await runProgram(async () => {
  const wanted = parseOnly(process.argv.slice(2));
  if (!wanted) {
    console.error(`Usage: npm test -- [--only ${PHASES.join(',')}]`);
    return 2;
  }
  // The browser tests need the build, so that asking for them alone works in a fresh clone too.
  if (wanted.has('integration') || wanted.has('e2e')) wanted.add('build');
  const started = performance.now();
  const { counts, failed, passedAgain } = await runPhases(wanted);
  const slowest = slowestFiles([...wanted].map(reportOf), root);
  if (slowest.length > 0) console.log(`\n  The slowest test files:\n${slowestLines(slowest)}`);
  const failures = failureLines(failed, reportOf, root);
  if (failures !== '') console.log(`\n  Failed:\n${failures}`);
  const uneven = failureLines(passedAgain, reportOf, root);
  if (uneven !== '') console.log(`\n  Failed, and passed twice when run again. Find out why:\n${uneven}`);
  console.log(`\n  ${secondsSince(started)} in all; reports in .data/test`);
  console.log(summaryLine(counts));
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
});
