import fs from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { buildState } from '../build/build-state.ts';
import { bundlePrograms } from '../build/bundle-programs.ts';
import { makeBuild } from '../build/make-build.ts';
import { ensureChromium } from '../chromium.ts';
import { explain } from '../process/problem.ts';
import { asOneTest, type Counts, playwrightCounts, readCounts, vitestCounts } from './counts.ts';
import { reportsDirectory, runTool, type ToolRun } from './run-tool.ts';

export const PHASES = ['lint', 'types', 'unit', 'build', 'integration', 'e2e'] as const;
export type PhaseName = (typeof PHASES)[number];

/** What came out of a phase: its counts, and what to show when something failed. */
export interface Outcome {
  counts: Counts;
  output: string;
}

/** Each phase, told which phases the run consists of. */
export const runPhase: Record<PhaseName, (run: ReadonlySet<PhaseName>) => Promise<Outcome>> = {
  lint: async () => oneTest(await runTool('lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])),

  types: async (run) => {
    // Writes the types of routes that `tsc` needs, unless a build just has.
    if (!run.has('build')) {
      const typegen = await runTool('typegen', 'next/dist/bin/next', ['typegen']);
      if (typegen.code !== 0) return oneTest(typegen);
    }
    return oneTest(await runTool('types', 'typescript/bin/tsc', ['--noEmit']));
  },

  // They wait for deadlines, programs and a database half of their time: one worker more than there are processors.
  unit: () => vitest('unit', ['unit', 'unit-mocking'], { live: false, workers: availableParallelism() + 1 }),

  build: async () => {
    try {
      await (buildState() === 'fresh' ? bundlePrograms() : makeBuild());
      return { counts: asOneTest(true), output: '' };
    } catch (error) {
      return { counts: asOneTest(false), output: explain(error) };
    }
  },

  integration: () => vitest('integration', ['integration'], { live: true }),

  e2e: () => playwright('e2e'),
};

/** The same for a few files that failed, one after the other. Their reports stand beside the first ones. */
export const runFilesAgain = {
  integration: (files: readonly string[]) =>
    vitest('integration-again', ['integration'], { live: true, workers: 1, files }),
  e2e: (files: readonly string[]) => playwright('e2e-again', { files, workers: 1 }),
};

interface PlaywrightOptions {
  /** Paths from the root; all browser tests unless given. */
  files?: readonly string[];
  workers?: number;
  env?: Record<string, string>;
}

export async function playwright(
  phase: string,
  { files = [], workers, env = {} }: PlaywrightOptions = {},
): Promise<Outcome> {
  try {
    await ensureChromium();
  } catch (error) {
    return { counts: asOneTest(false), output: explain(error) };
  }
  const report = freshReport(phase);
  const all = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const most = workers === undefined ? [] : [`--workers=${workers}`];
  // Playwright empties this directory first: a second run must not take the pictures of the first one's failures.
  const pictures = `--output=${path.join(reportsDirectory(), `${phase}-pictures`)}`;
  const args = ['test', pictures, ...most, ...files];
  const { code, output } = await runTool(phase, '@playwright/test/cli.js', args, { live: true, env: all });
  return { counts: readCounts(report, playwrightCounts, code), output };
}

interface VitestOptions {
  live: boolean;
  workers?: number;
  /** Paths from the root; all tests of the projects unless given. */
  files?: readonly string[];
  env?: Record<string, string>;
}

export async function vitest(
  phase: string,
  projects: string[],
  { live, workers, files = [], env = {} }: VitestOptions,
): Promise<Outcome> {
  const report = freshReport(phase);
  const reporters = [`--reporter=${live ? 'default' : 'minimal'}`, '--reporter=json', `--outputFile.json=${report}`];
  const which = projects.flatMap((project) => ['--project', project]);
  // The number of workers of a project itself wins over this flag; without files side by side it is one.
  const alone = workers === 1 ? ['--no-file-parallelism'] : [];
  const most = workers === undefined ? [] : [`--maxWorkers=${workers}`, ...alone];
  const { code, output } = await runTool(
    phase,
    'vitest/vitest.mjs',
    ['run', ...which, ...most, ...reporters, ...files],
    { live, env },
  );
  return { counts: readCounts(report, vitestCounts, code), output };
}

/** Where a phase's test runner leaves its report. */
export const reportOf = (phase: string): string => path.join(reportsDirectory(), `${phase}.json`);

/** A report of an earlier run must never be counted for this one. */
function freshReport(phase: string): string {
  const file = reportOf(phase);
  fs.rmSync(file, { force: true });
  return file;
}

const oneTest = ({ code, output }: ToolRun): Outcome => ({ counts: asOneTest(code === 0), output });
