import 'server-only';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commonPasswords, folded, MOST_COMMON, readCommonPasswords } from './common-passwords';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'common-passwords-'));
afterAll(() => fs.rmSync(directory, { recursive: true }));

/** A list whose first lines are `p0`, `p1` and so on, as many as are kept whatever their length. */
const most = Array.from({ length: MOST_COMMON }, (_, number) => `p${number}`);
function listOf(lines: readonly string[]): string {
  const file = path.join(directory, 'list.txt');
  fs.writeFileSync(file, lines.join('\n'));
  return file;
}

describe('a list of common passwords', () => {
  it('gives the most common ones whatever their length, and of the others those that could be chosen', async () => {
    const [short, long, last] = ['kx7pqm3vnatt2w', 'KX7pqm3vnatt2wd', 'kx7pqm3vnatt2wd-and-more'];
    const list = await readCommonPasswords(listOf([...most, short, long, 'short', last]));
    expect([...list]).toEqual([...most, long.toLowerCase(), last]);
  });

  it('may end with its last line or behind it', async () => {
    expect((await readCommonPasswords(listOf(most))).size).toBe(MOST_COMMON);
    expect((await readCommonPasswords(listOf([...most, '']))).size).toBe(MOST_COMMON);
  });

  it('has empty lines as well', async () => {
    expect([...(await readCommonPasswords(listOf(['', ...most])))]).toEqual(['', ...most.slice(0, -1)]);
  });

  it.each([
    ['cut short', most.slice(1), /has 99999 entries only/],
    ['empty', [], /has 0 entries only/],
  ])('is refused when it is %s', async (_, lines, problem) => {
    await expect(readCommonPasswords(listOf(lines))).rejects.toThrow(problem);
  });

  it('is refused when it is not there', async () => {
    await expect(readCommonPasswords(path.join(directory, 'none.txt'))).rejects.toThrow(/ENOENT/);
  });
});

it('reads the list once', () => expect(commonPasswords()).toBe(commonPasswords()));

it('compares passwords in one width and one case', () => expect(folded('Ｐａｓｓ WORD')).toBe('pass word'));
