import 'server-only';
import * as z from 'zod';
import { deviceWords } from '../auth/public';
import type { Database } from '../db/public';
import type { Facts } from './rule';
import type { TrailEvent } from './step';
import { surnameKey, surnameKeys } from './surnames';

type Pool = Pick<Database['$client'], 'query'>;

const customersSchema = z.array(
  z.object({ uuid: z.string(), surname: z.string().nullable(), nationality: z.string().nullable() }),
);
const sessionsSchema = z.array(z.object({ id: z.string(), user_agent: z.string().nullable() }));
const peopleSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/** Facts from the directory, the sessions and the accounts, as they are at the time of judging. */
export interface KnownFacts extends Facts {
  /** Reads what the rules may ask about these events, and forgets what it read for events before. */
  prepare(events: readonly TrailEvent[]): Promise<void>;
}

/**
 * The trail names a customer by uuid alone, so surname and nationality are asked of the directory, a batch at a time,
 * and stay in memory for that batch. A customer who has left the directory, and one whom the vendor writes in capitals,
 * has neither.
 */
export function knownFacts(pool: Pool): KnownFacts {
  let customers = new Map<string, { surname: string | null; nationality: string | null }>();
  let devices = new Map<string, string>();
  let people = new Map<string, ReadonlySet<string>>();
  const none: ReadonlySet<string> = new Set();
  const rowsOf = async (text: string, values: unknown[]): Promise<unknown> => (await pool.query(text, values)).rows;
  return {
    async prepare(events) {
      const opened = distinct(events.map(({ action, customer }) => (action === 'customer.opened' ? customer : null)));
      const sessions = distinct(events.map(({ session }) => session));
      const found = await rowsOf(
        'SELECT uuid, surname, nationality FROM directory_customers WHERE uuid = ANY($1::text[])',
        [opened],
      );
      customers = new Map(
        customersSchema
          .parse(found)
          .map(({ uuid, surname, nationality }) => [
            uuid,
            { surname: surname === null ? null : surnameKey(surname), nationality },
          ]),
      );
      const agents = await rowsOf('SELECT id, user_agent FROM sessions WHERE id = ANY($1::uuid[])', [sessions]);
      devices = new Map(sessionsSchema.parse(agents).map(({ id, user_agent }) => [id, deviceWords(user_agent)]));
      const staff = await rowsOf('SELECT id, name FROM accounts', []);
      people = new Map(peopleSchema.parse(staff).map(({ id, name }) => [id, new Set(surnameKeys(name))]));
    },
    customer: (uuid) => customers.get(uuid),
    surnamesOf: (person) => people.get(person) ?? none,
    device: (session) => devices.get(session) ?? null,
  };
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
