import { ensureChromium } from '../chromium.ts';
import { isStopping } from '../process/program.ts';
import { root } from '../process/project.ts';
import { secondsSince } from '../process/step.ts';
import { add, asOneTest, type Counts, summaryLine } from './counts.ts';
import { type Outcome, PHASES, type PhaseName, reportOf, runFilesAgain, runPhase } from './phases.ts';
import { readReport } from './reports.ts';
import { runAgain, TIMED } from './run-again.ts';

const NEEDS_BUILD: ReadonlySet<PhaseName> = new Set(['integration', 'e2e']);

// Two cores. What needs no build runs beside the build. The HTTP tests wait for deadlines half of their time: four
// workers keep two processors busy, and unit tests beside them would make the deadlines miss. `types` comes after the
// build, whose types of routes it reads and which would otherwise rewrite them under it. The browser tests use the
// processors fully, so that they run alone.
const BESIDE_BUILD: readonly PhaseName[] = ['unit', 'lint'];
const AFTER_BUILD: readonly PhaseName[] = ['types', 'integration'];
const ALONE: readonly PhaseName[] = ['e2e'];

interface Run {
  counts: Counts;
  /** The phases in which something failed, each with what its tool printed. */
  failed: { name: PhaseName; output: string }[];
  /** The phases whose failures passed when they were run again. */
  passedAgain: { name: PhaseName; output: string }[];
}

/** Runs the phases asked for, all of them even when one fails, and answers what they add up to. */
export async function runPhases(wanted: ReadonlySet<PhaseName>): Promise<Run> {
  const outcomes = new Map<PhaseName, Outcome>();
  const run = async (name: PhaseName): Promise<void> => {
    if (!wanted.has(name) || isStopping()) return;
    const started = performance.now();
    const unbuilt = NEEDS_BUILD.has(name) && (outcomes.get('build')?.counts.failed ?? 0) > 0;
    const outcome = unbuilt
      ? { counts: asOneTest(false), output: 'Not run: the application does not build.' }
      : await runPhase[name](wanted);
    outcomes.set(name, outcome);
    if (isStopping()) return;
    if (outcome.counts.failed > 0 && outcome.output !== '') console.log(`\n${outcome.output.trimEnd()}\n`);
    console.log(`  ${name.padEnd(12)} ${summaryLine(outcome.counts)}  (${secondsSince(started)})`);
  };
  // A browser that has to be installed comes meanwhile. Its phase says so if it does not come.
  const chromium = wanted.has('e2e') ? ensureChromium().catch(() => undefined) : undefined;
  await Promise.all([run('build'), ...BESIDE_BUILD.map(run)]);
  await Promise.all(AFTER_BUILD.map(run));
  await chromium;
  for (const name of ALONE) await run(name);
  const passedAgain: Run['passedAgain'] = [];
  for (const name of TIMED) {
    const outcome = outcomes.get(name);
    if (!outcome || outcome.counts.failed === 0 || isStopping()) continue;
    const reports = readReport(reportOf(name), root);
    const started = performance.now();
    const counts = await runAgain(reports, outcome.counts, (files) => {
      console.log(`\n  ${name} again: ${files.join(', ')}\n`);
      return runFilesAgain[name](files);
    });
    if (!counts || isStopping()) continue;
    console.log(`  ${`${name} again`.padEnd(12)} ${summaryLine(counts)}  (${secondsSince(started)})`);
    outcomes.set(name, { ...outcome, counts });
    passedAgain.push({ name, output: outcome.output });
  }
  return {
    counts: add([...outcomes.values()].map(({ counts }) => counts)),
    failed: [...outcomes].flatMap(([name, { counts, output }]) => (counts.failed > 0 ? [{ name, output }] : [])),
    passedAgain,
  };
}

/** The phases that `--only unit,e2e` names; all of them without it. Undefined when it names one that is not there. */
export function parseOnly(args: readonly string[], all: readonly PhaseName[] = PHASES): Set<PhaseName> | undefined {
  const [flag, list = '', ...rest] = args.flatMap((arg) => arg.split('='));
  if (flag === undefined) return new Set(all);
  const names = list.split(',').filter((name) => name !== '');
  const known = names.flatMap((name) => all.filter((phase) => phase === name));
  return flag === '--only' && rest.length === 0 && names.length > 0 && known.length === names.length
    ? new Set(known)
    : undefined;
}
