import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { AuditPerson } from '../../contracts/audit';
import { ACCOUNT_KINDS } from '../../contracts/audit-values';
import type { People } from '../../contracts/people';
import { readUuid } from '../../writing/uuids';
import { accounts, type Database } from '../db/public';

/** The filter of the audit log offers no more people than this. A desk has tens or hundreds. */
const MOST = 5_000;

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  role: z.string(),
  hasLeft: z.boolean(),
});
type Person = z.infer<typeof personSchema>;

const COLUMNS = sql`${accounts.id}, ${accounts.name}, ${accounts.email}, ${accounts.kind}, ${accounts.role},
  ${accounts.disabledAt} IS NOT NULL AS "hasLeft"`;
const NAME = sql`lower(btrim(${accounts.name}))`;

/**
 * The names of colleagues, by the ids of their accounts. One statement: it reads these accounts, and those that share a
 * name with one of them.
 *
 * @param ids as records hold them; an id that is none, and an account that the desk doesn't know, has no name
 */
export async function namePeople(db: Pick<Database, 'execute'>, ids: readonly string[]): Promise<People> {
  const asked = new Set(ids.map(readUuid).filter((id) => id !== null));
  if (asked.size === 0) return {};
  const { rows } = await db.execute(sql`
    SELECT ${COLUMNS} FROM ${accounts} WHERE ${NAME} IN (
      SELECT ${NAME} FROM ${accounts} WHERE ${accounts.id} = ANY(${sql.param([...asked])}::uuid[]))`);
  const named = toldApart(z.array(personSchema).parse(rows));
  return Object.fromEntries(named.filter(({ id }) => asked.has(id)).map(({ id, role: _, ...person }) => [id, person]));
}

/** Everybody with an account, those who have left last. */
export async function listPeople(db: Pick<Database, 'execute'>): Promise<AuditPerson[]> {
  const { rows } = await db.execute(sql`
    SELECT ${COLUMNS} FROM ${accounts}
    ORDER BY ${accounts.disabledAt} IS NOT NULL, ${NAME}, ${accounts.email}, ${accounts.kind} LIMIT ${MOST}`);
  return toldApart(z.array(personSchema).parse(rows));
}

/** Colleagues of one name differ by their addresses, and where an address has two accounts, by how they sign in. */
function toldApart(people: readonly Person[]): AuditPerson[] {
  const nameOf = ({ name }: Person) => name.trim().toLowerCase();
  const addressOf = (person: Person) => `${nameOf(person)} ${person.email.toLowerCase()}`;
  const [names, addresses] = [counted(people.map(nameOf)), counted(people.map(addressOf))];
  return people.map((person) => {
    const sharesAddress = (addresses.get(addressOf(person)) ?? 0) > 1;
    const sharesName = (names.get(nameOf(person)) ?? 0) > 1;
    return { ...person, apart: sharesAddress ? 'kind' : sharesName ? 'email' : null };
  });
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
