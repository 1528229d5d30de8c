import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { thorough } from './e2e/support/desk/thorough.ts';
import { LongestFirst } from './scripts/checks/longest-first.ts';

const alias = {
  '@': import.meta.dirname,
  // The marker throws outside a React server build; in tests it is only a marker.
  'server-only': new URL('./node_modules/server-only/empty.js', import.meta.url).pathname,
};

const unitTests = ['app', 'components', 'lib', 'sandbox', 'scripts', 'bench'].flatMap((room) =>
  fs
    .readdirSync(path.join(import.meta.dirname, room), { recursive: true, encoding: 'utf8' })
    // A baseline may have packages of its own, with tests of their own.
    .filter((file) => /\.test\.(tsx?|mjs)$/.test(file) && !file.includes('node_modules'))
    .map((file) => `${room}/${file}`),
);
/** Tests that replace whole modules. In a shared worker the next file would find the replacements. */
const mocking = unitTests.filter((file) =>
  /\bvi\.(mock|doMock)\(/.test(fs.readFileSync(path.join(import.meta.dirname, file), 'utf8')),
);

const unit = {
  environment: 'node',
  // Property tests and whole programs, on two cores that build at the same time.
  testTimeout: 60_000,
} as const;

export default defineConfig({
  resolve: { alias },
  test: {
    // Of the whole run, not of one project: two projects share the server.
    globalSetup: 'scripts/postgres/shared-server.ts',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          ...unit,
          name: 'unit',
          include: unitTests.filter((file) => !mocking.includes(file)),
          // The files of a worker share the modules it has loaded: loading them anew for each took half of the time.
          isolate: false,
        },
      },
      { resolve: { alias }, test: { ...unit, name: 'unit-mocking', include: mocking } },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['e2e/http/**/*.test.ts'],
          exclude: thorough ? [] : ['e2e/http/*.more.test.ts'],
          environment: 'node',
          globalSetup: 'e2e/http/global-setup.ts',
          // Each worker has a stack of its own (global-setup.ts). Half of the time passes in waiting for deadlines and for
          // processes that start, so that four workers keep two cores busy.
          maxWorkers: 4,
          // The files of a worker share its stack and the modules it has loaded: loading them anew for each took a third
          // of the time.
          isolate: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Vitest's own second is short for a busy machine. Only a test that fails waits this long.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
