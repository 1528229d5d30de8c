import { spawn } from 'node:child_process';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { inProject } from '../scripts/process/project.ts';
import { BENCHES, type BenchName } from './table/figures.ts';
import { renderText } from './table/render.ts';
import { readResults } from './table/results.ts';

/** The arguments of each run of a bench. Each run keeps its own figures in `bench/results.json`. */
const RUNS: Record<BenchName, string[][]> = {
  weight: [[]],
  server: [[]],
  browser: [[]],
  boot: [[]],
  audit: [['chain'], ['reveal']],
  directory: [[], ['--latency', '40']],
  search: [[]],
  routes: [['--customers', '40000'], []],
};

// `npm run bench`: every bench in turn, or those that are named (`npm run bench -- weight browser`), and one table of the
// last results of all figures. It takes about an hour: the walks of a million customers take most of it.
await runProgram(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !BENCHES.some((bench) => bench === name));
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(', ')}. There are: ${BENCHES.join(', ')}.`);
    return 2;
  }
  const failed: string[] = [];
  for (const bench of BENCHES) {
    if (asked.length > 0 && !asked.includes(bench)) continue;
    for (const args of RUNS[bench]) {
      console.log(`\n== ${[bench, ...args].join(' ')}`);
      const code = await run(`bench/${bench}.ts`, args);
      if (code !== 0) failed.push(`${bench} (exit code ${code})`);
    }
  }
  console.log(`\n${renderText(readResults())}`);
  if (failed.length > 0) console.error(`\nThese benches failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
});

/** A process for each run: a bench measures its own memory and processor time, and must not inherit those of another. */
function run(program: string, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, inProject(program), ...args], {
    stdio: 'inherit',
    env: { ...process.env, BENCH_KEEP: '1' },
  });
  const forget = beforeExit(async () => void child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
}
