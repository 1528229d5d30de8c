import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** A test file and how long its tests took, ms. The set-up before its first test is not in the reports, nor here. */
export interface FileTime {
  file: string;
  ms: number;
}

const vitestReport = z.object({
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
});

const result = z.object({ duration: z.number() });
const spec = z.object({ file: z.string(), tests: z.array(z.object({ results: z.array(result) })) });
const suite = z.object({
  specs: z.array(spec).default([]),
  get suites() {
    return z.array(suite).default([]);
  },
});
const playwrightReport = z.object({ config: z.object({ rootDir: z.string() }), suites: z.array(suite) });

/** The `count` files that took longest, over all reports of a run. A report that is not there has no files. */
export function slowestFiles(reportFiles: readonly string[], root: string, count = 10): FileTime[] {
  const times = new Map<string, number>();
  for (const { file, ms } of reportFiles.flatMap((report) => timesIn(report, root)))
    times.set(file, (times.get(file) ?? 0) + ms);
  return [...times]
    .map(([file, ms]) => ({ file, ms }))
    .sort((one, other) => other.ms - one.ms)
    .slice(0, count);
}

export function slowestLines(times: readonly FileTime[]): string {
  return times.map(({ file, ms }) => `  ${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`).join('\n');
}

function timesIn(reportFile: string, root: string): FileTime[] {
  if (!fs.existsSync(reportFile)) return [];
  let report: unknown;
  try {
    report = JSON.parse(fs.readFileSync(reportFile, 'utf8'));
  } catch {
    return []; // cut off by a runner that died: the counts say so
  }
  const vitest = vitestReport.safeParse(report);
  if (vitest.success) {
    return vitest.data.testResults.map(({ name, startTime, endTime }) => ({
      file: path.relative(root, name),
      ms: endTime - startTime,
    }));
  }
  const playwright = playwrightReport.safeParse(report);
  if (!playwright.success) return [];
  const { rootDir } = playwright.data.config;
  return playwright.data.suites.flatMap(specsOf).map(({ file, tests }) => ({
    file: path.relative(root, path.join(rootDir, file)),
    ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
  }));
}

function specsOf(one: z.infer<typeof suite>): z.infer<typeof spec>[] {
  return [...one.specs, ...one.suites.flatMap(specsOf)];
}
