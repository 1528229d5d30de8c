import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { contains, isWhole } from './match-sql';
import { type Sql, sql, statement, value } from './sql';
import { contactPattern, patternOf, type Term } from './terms';

/** The index is asked for a part of a long text: what is found is what the whole pattern finds, against a real Postgres. */

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  const { url } = await ownDatabases();
  ({ pool, close } = openDatabase(url, { max: 1, statementTimeout: 20_000 }));
}, 60_000);
afterAll(async () => {
  await close();
}, 60_000);

/** Which of these texts fit, by their places, one list for each condition. */
async function fitting(texts: readonly string[], conditions: readonly Sql[]): Promise<number[][]> {
  const found: number[][] = [];
  for (const condition of conditions) {
    const { rows } = await pool.query(
      statement(sql`SELECT place::integer FROM unnest(${value(texts, 'text[]')}) WITH ORDINALITY AS customers(search, place)
        WHERE ${condition} ORDER BY place`),
    );
    found.push(rows.map(({ place }: { place: number }) => place));
  }
  return found;
}

const like = (pattern: string) => sql`search LIKE ${value(pattern, 'text')}`;

/** Few parts, so that texts share their beginnings and their ends, with the signs of LIKE among them. */
const local = fc.stringMatching(/^(layla|omar_h|o%h)[._]?(haddad|al-mansoori)?[12]?$/);
const email = fc
  .tuple(fc.constantFrom('', 'x'), local, fc.constantFrom('example.com', 'example.co', 'mail.example.com'))
  .map(([before, name, domain]) => `${before}${name}@${domain}`);
const digits = fc
  .tuple(
    fc.constantFrom('971', '44', '1', ''),
    fc.constantFrom('', '20', '5'),
    fc.constantFrom('01234567', '501234567'),
  )
  .map((parts) => parts.join(''));
const term = fc.oneof(
  email.map((text): Term => ({ kind: 'email', text })),
  fc.tuple(email, fc.nat(12)).map(([text, from]): Term => ({ kind: 'email', text: text.slice(from, from + 14) })),
  digits.map((text): Term => ({ kind: 'digits', text, national: false })),
);
const customer = fc
  .tuple(fc.constantFrom('layla haddad', 'omar'), email, digits)
  .map((parts) => ` ${parts.join(' ')} `);

it('a long text is found where all of it stands, and a contact where it is the whole one', async () => {
  let met = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(customer, { minLength: 30, maxLength: 60 }), term, async (texts, asked) => {
      const contact = asked.kind === 'email' ? { email: asked.text } : { phoneNumber: asked.text };
      const [part, asPattern, whole, asContact] = await fitting(texts, [
        contains(asked),
        like(patternOf(asked)),
        isWhole(asked),
        like(contactPattern(contact)),
      ]);
      expect(part).toEqual(asPattern);
      expect(whole).toEqual(asContact);
      met += whole?.length ?? 0;
    }),
    { numRuns: 200 },
  );
  expect(met).toBeGreaterThan(20);
}, 60_000);
