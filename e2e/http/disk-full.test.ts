import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, errorOf, sandbox } from '../support/desk/desk';
import { type OwnDesk, ownDesk } from '../support/desk/own-desk';
import type { NamedCustomer } from '../support/desk/sandbox-control';
import { fateOf, readTrail } from '../support/desk/trail';
import { until } from '../support/desk/until';

/** The database's disk is a small one in memory, and gets full. Only root can mount one. */
const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'sentinel-desk-disk-'));
const mounted =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=711', 'tmpfs', disk]).status === 0;
const why = mounted ? '' : ' (skipped: no disk can be mounted here; it takes root on Linux)';

describe.skipIf(!mounted)(`the database's disk is full${why}`, () => {
  let own: OwnDesk;
  let desk: Desk;
  let someone: NamedCustomer;
  beforeAll(async () => {
    await sandbox.reset();
    own = await ownDesk(disk);
    desk = await own.signIn('admin');
    someone = await sandbox.named('editable');
    expect((await open()).status).toBe(200);
    await sandbox.clearLog();
  });
  afterAll(() => own?.stop());

  const open = () => desk.send('GET', `/api/customers/${someone.uuid}`);

  it('opens what it could record, refuses the rest unasked, and goes on when there is room', async () => {
    const before = (await readTrail(own.query)).length;
    const filler = path.join(disk, 'filler');
    fillUp(filler);
    let opened = 0;
    let refused = 0;
    // There is room in the pages that the tables have already; the next one can't be had.
    for (let tries = 0; refused < 5 && tries < 400; tries += 1) {
      const answer = await open();
      if (answer.status === 200) opened += 1;
      else {
        expect(await errorOf(answer)).toMatchObject({
          status: 503,
          code: expect.stringMatching(/^(audit|database)_unavailable$/),
        });
        refused += 1;
      }
    }
    expect(refused).toBe(5);
    const asked = (await sandbox.calls()).filter((call) => call === 'statusWithoutImages').length;
    fs.rmSync(filler);
    await until(async () => expect((await open()).status).toBe(200), 250);

    const events = (await readTrail(own.query)).filter(({ seq }) => seq > before);
    const intents = events.filter(({ phase }) => phase === 'intent');
    const fates = intents.map((intent) => fateOf(events, intent));
    // The one after the cure is one more. One whose outcome found no room was withheld, after asking.
    expect(asked).toBeGreaterThanOrEqual(opened);
    expect(intents.length).toBeGreaterThanOrEqual(asked + 1);
    expect(fates.filter((fate) => fate === 'success').length).toBe(opened + 1);
  });
});

afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', disk]);
  fs.rmdirSync(disk);
});

/** Writes until nothing fits any more. */
function fillUp(file: string): void {
  const handle = fs.openSync(file, 'w');
  try {
    for (let size = 1_048_576; size >= 4_096; size /= 2) {
      try {
        for (;;) fs.writeSync(handle, Buffer.alloc(size, 1));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      }
    }
  } finally {
    fs.closeSync(handle);
  }
}
