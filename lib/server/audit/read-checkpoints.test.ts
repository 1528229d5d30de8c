import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signCheckpoint } from './checkpoints';
import { keyRing } from './keys';
import { readCheckpoints } from './read-checkpoints';

const ring = keyRing('the key of these tests, of 32 bytes or more');
const stranger = keyRing('a key of somebody else, 32 bytes or more').current;
const hash = Buffer.alloc(32, 7);
const line = (seq: number, { key = ring.current, ...change }: { key?: typeof stranger; signature?: string } = {}) =>
  JSON.stringify({ ...signCheckpoint(key, { seq, hash }, new Date(0)), ...change });

let directory: string;
beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'checkpoint-file-'));
});
afterAll(() => fs.rmSync(directory, { recursive: true }));

function reading(...lines: string[]) {
  const file = path.join(directory, 'file');
  fs.writeFileSync(file, lines.join('\n'));
  return readCheckpoints(file, ring);
}

it('keeps what genuine lines say of each row, and counts lines that say nothing', async () => {
  const again = JSON.stringify(signCheckpoint(ring.current, { seq: 9, hash: Buffer.alloc(32, 8) }, new Date(0)));
  expect(await reading(line(9), '{"seq":', line(3), again, 'nonsense')).toEqual({
    bySeq: new Map([
      [9, new Set(['07'.repeat(32), '08'.repeat(32)])],
      [3, new Set(['07'.repeat(32)])],
    ]),
    highest: 9,
    unreadable: 2,
    forged: null,
    missing: null,
  });
});

it('tells of the first forged line, and believes none of them', async () => {
  const unknown = { code: 'unknown_key', key: stranger.id };
  expect(await reading(line(3), line(5, { key: stranger }), line(7, { signature: '' }))).toMatchObject({
    ...{ highest: 3, unreadable: 0, missing: null },
    forged: { line: 2, seq: 5, fault: unknown },
  });
  expect(await reading(line(7, { signature: '' }))).toEqual({
    ...{ bySeq: new Map(), highest: 0, unreadable: 0, missing: null },
    forged: { line: 1, seq: 7, fault: { code: 'false_signature' } },
  });
});

it('says why there is nothing to compare with', async () => {
  const missing = async (file: string) => (await readCheckpoints(path.join(directory, file), ring)).missing;
  expect(await missing('nowhere')).toBe('no_file');
  expect(await missing('.')).toBe('unreadable_file');
  expect(await reading('', '  ')).toMatchObject({ unreadable: 0, missing: 'empty_file' });
  expect(await reading('torn')).toMatchObject({ unreadable: 1, missing: 'empty_file' });
});
