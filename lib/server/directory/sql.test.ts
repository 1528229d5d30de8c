import 'server-only';
import { describe, expect, it } from 'vitest';
import { join, NOTHING, raw, sql, statement, value } from './sql';

describe('statement', () => {
  it('numbers placeholders in the order in which the values first appear', () => {
    const [name, day] = [value('Layla', 'text'), value('2026-01-31', 'date')];
    expect(statement(sql`a = ${name} AND b < ${day}`)).toEqual({
      text: 'a = $1::text AND b < $2::date',
      values: ['Layla', '2026-01-31'],
    });
    expect(statement(sql`b < ${day} AND a = ${name}`).values).toEqual(['2026-01-31', 'Layla']);
  });

  it('sends a value once, however often its fragment stands in the text', () => {
    const day = value('2026-01-31', 'date');
    const condition = sql`(a < ${day} OR b < ${day})`;
    expect(statement(sql`${condition} AND NOT ${condition}`)).toEqual({
      text: '(a < $1::date OR b < $1::date) AND NOT (a < $1::date OR b < $1::date)',
      values: ['2026-01-31'],
    });
  });

  it('sends two values that are equal apart: each has a type of its own', () => {
    expect(statement(sql`${value(1, 'integer')} ${value(1, 'bigint')}`)).toEqual({
      text: '$1::integer $2::bigint',
      values: [1, 1],
    });
  });

  it('keeps a text with SQL in it out of the statement', () => {
    const { text, values } = statement(sql`a = ${value("'; DROP TABLE x --", 'text')}`);
    expect(text).toBe('a = $1::text');
    expect(values).toEqual(["'; DROP TABLE x --"]);
  });
});

it('joins fragments, none and one included', () => {
  const written = (fragments: Parameters<typeof join>[0]) => statement(join(fragments, ' AND ')).text;
  expect(written([])).toBe('');
  expect(written([raw('a')])).toBe('a');
  expect(written([raw('a'), sql`b = ${1}`])).toBe('a AND b = 1');
  expect(statement(sql`a${NOTHING}b`).text).toBe('ab');
});
