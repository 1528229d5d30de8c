import type { Counts } from './counts.ts';
import type { Outcome, PhaseName } from './phases.ts';
import type { FileReport } from './reports.ts';

/** A change that breaks the desk breaks more than this: many failures are not tried again. */
const MOST_FILES = 2;
const TIMES = 2;

/** What runs the desk, a database and a browser side by side. Rules, types and the build give the same answer each time. */
type Timed = Extract<PhaseName, 'integration' | 'e2e'>;
export const TIMED: readonly Timed[] = ['integration', 'e2e'];

/**
 * The files of the tests that failed, when they may be run again; none when there are too many of them, or when the
 * report does not hold every failure: then something else broke than a test.
 */
export function filesToRunAgain(reports: readonly FileReport[], counts: Counts): string[] {
  const failures = reports.reduce((sum, { failures }) => sum + failures.length, 0);
  const files = [...new Set(reports.filter(({ failures }) => failures.length > 0).map(({ file }) => file))];
  return failures === counts.failed && files.length <= MOST_FILES ? files : [];
}

/**
 * Runs the files of the few tests that failed again, whole, twice, with nothing beside them.
 *
 * @param run runs these files once
 * @returns the counts of the phase when both runs passed, `undefined` when the phase stays failed
 */
export async function runAgain(
  reports: readonly FileReport[],
  counts: Counts,
  run: (files: readonly string[]) => Promise<Outcome>,
): Promise<Counts | undefined> {
  const files = filesToRunAgain(reports, counts);
  if (files.length === 0) return undefined;
  for (let time = 0; time < TIMES; time++) {
    const again = (await run(files)).counts;
    if (again.failed > 0 || again.passed === 0) return undefined;
  }
  return { ...counts, passed: counts.passed + counts.failed, failed: 0 };
}
