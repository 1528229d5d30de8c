import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import desk from '../../vitest.config.ts';

// A test that starts a Postgres server takes seconds, and each of thousands of mutants would start one.
const needsPostgres = fs
  .readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('lib', file))
  .filter((file) => file.endsWith('.test.ts') && fs.readFileSync(file, 'utf8').includes('scripts/postgres/'));

/**
 * Runs of each property with a number of its own. The full number would cost seconds for each of thousands of mutants.
 * With fewer runs a property sees fewer faults, so the answers err on the strict side.
 */
const RUNS = 60;

export default defineConfig({
  resolve: desk.resolve ?? {},
  plugins: [
    {
      name: 'short-properties',
      transform: (code, id) =>
        id.endsWith('.test.ts?tests') ? code.replace(/\bnumRuns: [\d_]+/g, `numRuns: ${RUNS}`) : undefined,
    },
    {
      // The runner counts failing tests, and a file that cannot be loaded has none: here it has one, which fails.
      name: 'loaded-or-failed',
      load(id) {
        if (!id.endsWith('.test.ts')) return undefined;
        // Never called: tells Vitest which modules the file is about.
        const about = [...fs.readFileSync(id, 'utf8').matchAll(/ from '((?:\.|@\/)[^']+)'/g)].map(
          ([, module = '']) => `import('${module}')`,
        );
        return `import { it } from 'vitest';
          export const about = () => [${about.join(', ')}];
          try { await import(${JSON.stringify(`${id}?tests`)}); }
          catch (error) { it('can be loaded', () => { throw error; }); }`;
      },
    },
  ],
  test: {
    include: process.env.MUTANTS_TESTS?.split(',') ?? ['lib/**/*.test.ts'],
    exclude: needsPostgres,
    environment: 'node',
    testTimeout: 30_000,
  },
});
