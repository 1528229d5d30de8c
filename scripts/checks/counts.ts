import fs from 'node:fs';

/** How many tests of a phase passed, failed and were skipped. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

/** A phase that is one test: it worked or it did not. */
export const asOneTest = (worked: boolean): Counts => (worked ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 });

export function add(all: Counts[]): Counts {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    NOTHING,
  );
}

/** The last line of a run, for people and for CI. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Counts from a runner's JSON report. A runner that failed without a failed test in its report (it crashed, a file
 * did not load, set-up failed, an error came between tests) counts as one failure: it must never pass for fewer tests.
 */
export function readCounts(reportFile: string, read: (report: unknown) => Counts, exitCode: number | null): Counts {
  let counts = NOTHING;
  try {
    counts = read(JSON.parse(fs.readFileSync(reportFile, 'utf8')));
  } catch {
    return asOneTest(false);
  }
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Vitest's JSON reporter. */
export function vitestCounts(report: unknown): Counts {
  const total = (key: string): number => numberAt(report, key);
  const files = isRecord(report) && Array.isArray(report.testResults) ? report.testResults : [];
  const unloaded = files.filter(
    (file: unknown) =>
      isRecord(file) &&
      file.status === 'failed' &&
      !(Array.isArray(file.assertionResults) && file.assertionResults.some(isFailed)),
  );
  return {
    passed: total('numPassedTests'),
    failed: total('numFailedTests') + unloaded.length,
    skipped: total('numPendingTests') + total('numTodoTests'),
  };
}

/**
 * Playwright's JSON reporter. A flaky test failed once, and this is a desk for regulated work: it counts as failed. So
 * does an error of no test, such as a set-up that failed.
 */
export function playwrightCounts(report: unknown): Counts {
  const stats = isRecord(report) ? report.stats : undefined;
  const errors = isRecord(report) && Array.isArray(report.errors) ? report.errors.length : 0;
  return {
    passed: numberAt(stats, 'expected'),
    failed: numberAt(stats, 'unexpected') + numberAt(stats, 'flaky') + errors,
    skipped: numberAt(stats, 'skipped'),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFailed(assertion: unknown): boolean {
  return isRecord(assertion) && assertion.status === 'failed';
}

function numberAt(value: unknown, key: string): number {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'number' ? found : 0;
}
