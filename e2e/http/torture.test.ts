import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

/**
 * A short round of `npm run torture`; the long one is ten thousand faulty calls, a hundred kills of the application, twenty
 * of the database, and the cases that `npm test` leaves out. `outage.test.ts` kills an application.
 */
it('loses no acknowledged event to kill -9 of the database', { timeout: 300_000 }, async () => {
  const flags = ['--only', 'kills', '--application', '0', '--database', '1', '--clients', '3'];
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'torture', ...flags], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(output).toContain('\n0 problems');
  expect(output).toMatch(/acknowledged\s+[1-9]\d* answers/);
  expect(code).toBe(0);
});
