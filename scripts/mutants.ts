import fs from 'node:fs';
import { runTool } from './checks/run-tool.ts';
import { ROOMS, rulesOf } from './mutants/rules.ts';
import { belowFloor, killRate, readSummary, summarise, writeSummary } from './mutants/summary.ts';
import { ownDirectory } from './process/private-files.ts';
import { Problem } from './process/problem.ts';
import { runProgram } from './process/program.ts';
import { inProject } from './process/project.ts';

/**
 * Puts small faults into the rules, one at a time, and tells which of them no unit test sees. `npm run mutants` takes
 * all rooms, `npm run mutants -- lib/kyc lib/server/auth/totp.ts` these alone. Answers are kept in `docs/mutants.json`.
 */
await runProgram(async () => {
  const asked = process.argv.slice(2).map((argument) => argument.replace(/\/$/, ''));
  const isAsked = (file: string) =>
    asked.length === 0 || asked.some((one) => file === one || file.startsWith(`${one}/`));
  const rooms = ROOMS.map((room) => ({ ...room, files: rulesOf(room.name).filter(isAsked) }));
  if (rooms.every(({ files }) => files.length === 0)) throw new Problem(`No rule lies in ${asked.join(', ')}.`);

  for (const { name, tests, files } of rooms) {
    if (files.length === 0) continue;
    const report = await tryFaults(name.replaceAll(/\W/g, '-'), files, tests);
    const found = summarise(JSON.parse(fs.readFileSync(report, 'utf8')));
    const kept = Object.entries(readSummary()).filter(([file]) =>
      ROOMS.some((room) => rulesOf(room.name).includes(file)),
    );
    const none = Object.fromEntries(
      files.map((file) => [file, { mutants: 0, killed: 0, equivalent: 0, survivors: [] }]),
    );
    const summary = { ...Object.fromEntries(kept), ...none, ...found };
    writeSummary(summary);
    for (const [file, { survivors }] of Object.entries(found))
      for (const line of survivors) console.log(`${file}: ${line}`);
    console.log(
      `${name}: ${killRate(summary, name).toFixed(1)} %; the whole report: ${report.replace(/json$/, 'html')}`,
    );
  }
  const short = belowFloor(readSummary());
  for (const line of short) console.error(line);
  return short.length > 0 ? 1 : 0;
});

/** @returns the path of the JSON report */
async function tryFaults(name: string, files: readonly string[], tests: readonly string[]): Promise<string> {
  const directory = ownDirectory(inProject('.data', 'mutants', name));
  const [config, json] = [`${directory}/stryker.json`, `${directory}/report.json`];
  fs.rmSync(json, { force: true });
  const settings = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutants/vitest.config.ts', related: true },
    mutate: files,
    coverageAnalysis: 'perTest',
    // A run picks up where an earlier one ended: only changed files and tests are tried again.
    incremental: true,
    incrementalFile: `${directory}/incremental.json`,
    tempDirName: `${directory}/sandbox`,
    // Not "/.data" alone: the sandbox needs no build, no database and no result of an earlier test.
    ignorePatterns: ['.next', '.data', 'test-results', 'playwright-report'],
    // Its reader of `tsconfig.json` needs the API of TypeScript 6. It would only rewrite paths that lead out of the root.
    tsconfigFile: 'none.json',
    concurrency: Number(process.env.MUTANTS_AT_ONCE ?? 2),
    reporters: ['progress-append-only', 'json', 'html'],
    jsonReporter: { fileName: json },
    htmlReporter: { fileName: `${directory}/report.html` },
    timeoutMS: 90_000,
  };
  fs.writeFileSync(config, JSON.stringify(settings));
  const env = { MUTANTS_TESTS: tests.join(',') };
  const { code } = await runTool('mutants', '@stryker-mutator/core/bin/stryker.js', ['run', config], {
    live: true,
    env,
  });
  if (code !== 0 || !fs.existsSync(json))
    throw new Problem(`The mutants of ${name} could not be tried (exit ${code}).`);
  return json;
}
