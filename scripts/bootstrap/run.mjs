import { spawn } from 'node:child_process';
import path from 'node:path';
import { installPackages } from './install.mjs';
import { whenNpmDies } from './npm-above.mjs';
import { packagesState } from './packages.mjs';

const root = path.resolve(import.meta.dirname, '../..');

// `installs: false` for what runs in production: there a surprise `npm ci` would pull packages from under the running
// application, and packages for development need not be there.
const COMMANDS = {
  demo: { program: 'scripts/demo.ts' },
  test: { program: 'scripts/test.ts' },
  check: { program: 'scripts/check.ts' },
  dev: { program: 'scripts/dev.ts' },
  build: { program: 'scripts/build.ts' },
  start: { program: 'scripts/start.ts', installs: false },
  migrate: { program: 'scripts/migrate.ts', installs: false },
  sandbox: { program: 'sandbox/main.ts' },
  directory: { program: 'scripts/directory.ts', installs: false },
  'bench:directory': { program: 'bench/directory.ts' },
  'bench:export': { program: 'bench/directory-export.ts' },
  accounts: { program: 'scripts/accounts.ts', installs: false },
  reviews: { program: 'scripts/reviews.ts', installs: false },
  audit: { program: 'scripts/audit.ts', installs: false },
  retention: { program: 'scripts/retention.ts', installs: false },
  'bench:audit': { program: 'bench/audit.ts' },
  mutants: { program: 'scripts/mutants.ts' },
  torture: { program: 'e2e/torture.ts' },
  soak: { program: 'e2e/soak.ts' },
  browsers: { program: 'e2e/browsers.ts' },
  hands: { program: 'e2e/hands.ts' },
  screenshots: { program: 'e2e/screenshots.ts' },
  security: { program: 'scripts/security.ts' },
  bench: { program: 'bench/bench.ts' },
  'bench:weight': { program: 'bench/weight.ts' },
  'bench:server': { program: 'bench/server.ts' },
  'bench:browser': { program: 'bench/browser.ts' },
  'bench:boot': { program: 'bench/boot.ts' },
  'bench:search': { program: 'bench/search.ts' },
  'bench:routes': { program: 'bench/routes.ts' },
  'bench:upgrade': { program: 'bench/upgrade.ts' },
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs one of the commands and ends with its exit code. */
export async function runCommand(name, args) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (!command) return end(2, `There is no command "${name ?? ''}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  const installs = command.installs !== false;
  const state = packagesState(root, { production: !installs });
  if (state !== 'fresh') {
    if (!installs) return end(1, `The packages are ${state}: run \`npm ci\` first.`);
    const why = state === 'missing' ? 'there are none yet' : 'they do not match package-lock.json';
    if (!(await installPackages(root, why))) return end(1);
  }

  // Under react-server the `server-only` marker of the application's modules is what it says; elsewhere it throws.
  const nodeArgs = ['--conditions=react-server', '--import', 'tsx', path.join(root, command.program), ...args];
  // The channel carries nothing: it tells the program that we are gone, even by kill -9.
  const child = spawn(process.execPath, nodeArgs, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const pass = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  whenNpmDies(() => pass('SIGTERM'));
  child.once('error', (error) => end(1, `${command.program} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => end(signal ? 1 : (code ?? 1)));
}

function end(code, sentence) {
  if (sentence) console.error(sentence);
  process.exit(code);
}
