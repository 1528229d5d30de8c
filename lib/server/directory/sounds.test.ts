import 'server-only';
import { expect, it } from 'vitest';
import { soundCodes, soundsSql } from './sounds';
import { type Sql, statement } from './sql';

const written = (fragment: Sql | null) => (fragment === null ? null : statement(fragment));

it('writes keys as FNV-1a has them, in signed 32 bits, each once', () => {
  expect(soundCodes(['', 'a', 'foobar'])).toEqual([0x811c9dc5 | 0, 0xe40c292c | 0, 0xbf9cf968 | 0]);
  expect(soundCodes(['a', 'a'])).toHaveLength(1);
});

it('asks that each word sounds like a word of the name', () => {
  expect(written(soundsSql([['a', 'b'], ['c']]))).toEqual({
    text: 'sounds && $1::integer[] AND sounds && $2::integer[]',
    values: [soundCodes(['a', 'b']), soundCodes(['c'])],
  });
});

it('asks nothing where the text says no name', () => expect(soundsSql([])).toBeNull());
