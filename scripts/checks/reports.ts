import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';

/** What a test runner's report says of one test file. */
export interface FileReport {
  file: string;
  /** How long its tests took, ms. The set-up before its first test is not in the reports, nor here. */
  ms: number;
  failures: Failure[];
}

interface Failure {
  /** The titles from the outermost group to the test; empty for a file that could not be loaded. */
  title: string;
  message: string;
}

const assertion = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.array(z.string()).default([]),
});
const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      status: z.string().default('passed'),
      message: z.string().default(''),
      assertionResults: z.array(assertion).default([]),
    }),
  ),
});

const result = z.object({ duration: z.number(), errors: z.array(z.object({ message: z.string() })).default([]) });
const spec = z.object({
  file: z.string(),
  title: z.string().default(''),
  ok: z.boolean().default(true),
  tests: z.array(z.object({ results: z.array(result) })),
});
const suite = z.object({
  specs: z.array(spec).default([]),
  get suites() {
    return z.array(suite).default([]);
  },
});
const playwrightReport = z.object({ config: z.object({ rootDir: z.string() }), suites: z.array(suite) });

/** Reads a report of Vitest or Playwright. A report that is missing or cut off has no files: the counts say so. */
export function readReport(reportFile: string, root: string): FileReport[] {
  if (!fs.existsSync(reportFile)) return [];
  let report: unknown;
  try {
    report = JSON.parse(fs.readFileSync(reportFile, 'utf8'));
  } catch {
    return [];
  }
  const vitest = vitestReport.safeParse(report);
  if (vitest.success) return vitest.data.testResults.map((file) => ofVitest(file, root));
  const playwright = playwrightReport.safeParse(report);
  if (!playwright.success) return [];
  const { rootDir } = playwright.data.config;
  return playwright.data.suites.flatMap(specsOf).map((one) => ofPlaywright(one, path.relative(root, rootDir)));
}

function ofVitest(file: z.infer<typeof vitestReport>['testResults'][number], root: string): FileReport {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed');
  const failures = failed.map(({ fullName, failureMessages }) => ({
    title: fullName,
    message: plain(failureMessages.join('\n')),
  }));
  const unloaded = file.status === 'failed' && failures.length === 0;
  return {
    file: path.relative(root, file.name),
    ms: file.endTime - file.startTime,
    failures: unloaded ? [{ title: '', message: plain(file.message) }] : failures,
  };
}

function ofPlaywright({ file, title, ok, tests }: z.infer<typeof spec>, directory: string): FileReport {
  const results = tests.flatMap((one) => one.results);
  const message = plain(results.flatMap(({ errors }) => errors.map((error) => error.message)).join('\n'));
  return {
    file: path.join(directory, file),
    ms: results.reduce((sum, { duration }) => sum + duration, 0),
    failures: ok ? [] : [{ title, message }],
  };
}

function specsOf(one: z.infer<typeof suite>): z.infer<typeof spec>[] {
  return [...one.specs, ...one.suites.flatMap(specsOf)];
}

const plain = (message: string): string => stripVTControlCharacters(message).trim();
