import { filesOf, findings } from './checks/attacks.ts';
import { add, summaryLine } from './checks/counts.ts';
import { failureLines } from './checks/failures.ts';
import { type Outcome, playwright, reportOf, runPhase, vitest } from './checks/phases.ts';
import { readReport } from './checks/reports.ts';
import { isStopping, runProgram } from './process/program.ts';
import { root } from './process/project.ts';
import { secondsSince } from './process/step.ts';

const HTTP = 'security-http';
const BROWSER = 'security-browser';
const UNITS = 'security-units';

// Replays every attack that the desk must hold off (`checks/attacks.ts`), on the built application. All of these tests are
// part of `npm test` as well; here they run alone, and the output goes by attack.
await runProgram(async () => {
  const started = performance.now();
  const isHttp = (file: string) => file.startsWith('e2e/http/');
  const isJourney = (file: string) => file.startsWith('e2e/journeys/');
  const built = await runPhase.build(new Set());
  if (built.counts.failed > 0) {
    console.error(built.output);
    return 1;
  }
  const runs: [string, () => Promise<Outcome>][] = [
    [
      UNITS,
      () =>
        vitest(UNITS, ['unit', 'unit-mocking'], {
          live: false,
          files: filesOf((file) => !isHttp(file) && !isJourney(file)),
        }),
    ],
    [HTTP, () => vitest(HTTP, ['integration'], { live: true, files: filesOf(isHttp) })],
    [BROWSER, () => playwright(BROWSER, { files: filesOf(isJourney) })],
  ];
  const outcomes: { name: string; outcome: Outcome }[] = [];
  for (const [name, run] of runs) if (!isStopping()) outcomes.push({ name, outcome: await run() });

  const failures = runs.flatMap(([name]) =>
    readReport(reportOf(name), root).flatMap(({ file, failures }) => failures.map(({ title }) => ({ file, title }))),
  );
  console.log('');
  for (const { attack, failed } of findings(failures)) {
    console.log(`  ${failed.length === 0 ? 'held off   ' : 'WORKS AGAIN'}  ${attack}`);
    for (const test of failed) console.log(`                 ${test}`);
  }
  const counts = add(outcomes.map(({ outcome }) => outcome.counts));
  const failed = outcomes.filter(({ outcome }) => outcome.counts.failed > 0);
  const lines = failureLines(
    failed.map(({ name, outcome }) => ({ name, output: outcome.output })),
    reportOf,
    root,
  );
  if (lines !== '') console.log(`\n  Failed:\n${lines}`);
  console.log(`\n  ${secondsSince(started)} in all`);
  console.log(summaryLine(counts));
  return counts.failed > 0 || counts.passed === 0 || outcomes.length < runs.length ? 1 : 0;
});
