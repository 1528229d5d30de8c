import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import desk from '../../vitest.config.ts';

// A test that starts a Postgres server takes seconds, and each of thousands of mutants would start one.
const needsPostgres = fs
  .readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('lib', file))
  .filter((file) => file.endsWith('.test.ts') && fs.readFileSync(file, 'utf8').includes('scripts/postgres/'));

export default defineConfig({
  resolve: desk.resolve ?? {},
  test: {
    include: process.env.MUTANTS_TESTS?.split(',') ?? ['lib/**/*.test.ts'],
    exclude: needsPostgres,
    environment: 'node',
    testTimeout: 30_000,
  },
});
