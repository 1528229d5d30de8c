import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { query, signInAs, stack } from '../support/desk/desk';

/** `npm run audit`, as an operator runs it beside the desk. */

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-program-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

/** An export by `npm run`; the rest by the program that the build has for the image, which starts faster. */
function audit(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATABASE_URL: stack.databaseUrl,
    AUDIT_KEY: stack.auditKey,
    AUDIT_CHECKPOINT_FILE: stack.checkpointFile,
  };
  return new Promise((resolve) => {
    const root = path.resolve(import.meta.dirname, '../..');
    const [cwd, program] =
      args[0] === 'export' ? [root, 'scripts/bootstrap.mjs'] : [path.join(root, '.next/standalone'), 'desk.mjs'];
    execFile(process.execPath, [program, 'audit', ...args], { env, cwd }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

it('finds an untouched trail intact, a touched one not, and says so by its exit code', async () => {
  await signInAs('admin');
  expect(await audit('verify')).toMatchObject({ code: 0, out: expect.stringMatching(/^intact: All [\d,]+ events/) });
  const change = (to: string) =>
    query(`ALTER TABLE audit_events DISABLE TRIGGER USER; UPDATE audit_events SET outcome = '${to}' WHERE seq = 1;
      ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep_rows;
      ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep_table`);
  const [first] = await query('SELECT outcome FROM audit_events WHERE seq = 1');
  await change('failure');
  try {
    expect(await audit('verify')).toMatchObject({
      code: 1,
      out: 'altered: Event #1 is not as it was written.\n',
    });
  } finally {
    await change(String(first?.outcome));
  }
});

it('exports with a digest, and is in the trail as the operator', async () => {
  const file = path.join(directory, 'events.csv');
  const today = new Date().toISOString().slice(0, 10);
  const run = await audit('export', '--from', today, '--to', today, '--format', 'csv', '--output', file);
  expect(run).toMatchObject({ code: 0, out: '' });
  const bytes = fs.readFileSync(file);
  const cut = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
  const digest = createHash('sha256').update(bytes.subarray(0, cut)).digest('hex');
  expect(bytes.subarray(cut).toString()).toContain(`,sha256,${digest}`);
  const rows = await query(
    "SELECT phase, outcome, detail FROM audit_events WHERE actor_role = 'operator' AND action = 'audit.exported' ORDER BY seq",
  );
  expect(rows.map(({ phase, outcome }) => [phase, outcome])).toEqual([
    ['intent', null],
    ['outcome', 'success'],
  ]);
  expect(rows[1]?.detail).toContain(digest);
  expect((await audit('export', '--format', 'csv', '--output', file)).code).toBe(2);
});

it('does not check against a file that is not there, and says so', async () => {
  const { code, out, err } = await audit('verify', '--checkpoints', path.join(directory, 'nowhere'));
  expect([code, out, err]).toEqual([2, '', expect.stringContaining('cannot be read: nothing was checked.')]);
  expect(err).not.toContain('    at ');
});
