import 'server-only';
import fc from 'fast-check';
import pg from 'pg';
import { expect, it } from 'vitest';
import { arrayLiteral } from './columns';

/** Postgres' number of the type text[]; the driver's list of them has no arrays. */
const TEXTS: number = 1009;
const parse = pg.types.getTypeParser(TEXTS, 'text') as (literal: string) => (string | null)[];

it('writes arrays as Postgres reads them: any text, "NULL" and the empty one included, and what is missing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', ',', ' ', 'a') }),
    fc.constantFrom('NULL', 'null', ''),
  );
  fc.assert(
    fc.property(fc.array(fc.option(text)), (texts) => {
      expect(parse(arrayLiteral(texts))).toEqual(texts);
    }),
  );
});

it('writes an array of arrays of different lengths as texts that are arrays', () => {
  const lists = [['passport', 'a "b" \\c'], [], ['{}']];
  const literal = arrayLiteral(lists.map((list) => arrayLiteral(list)));
  expect(parse(literal).map((one) => parse(one ?? ''))).toEqual(lists);
});
