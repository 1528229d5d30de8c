import 'server-only';
import type { AuditEntry, AuditNames } from '../../../contracts/audit';
import type { People } from '../../../contracts/people';
import { namePeople } from '../../auth/public';
import { db } from '../../db/public';
import { customerNames } from '../../directory/public';

/** The keys of details that hold the id of an account. */
const ACCOUNT_KEYS = ['account', 'maker', 'author'] as const;

/**
 * The names behind the ids of these events, as accounts and directory have them now: two statements for a page. The trail
 * keeps ids, so that it holds no name of a customer.
 *
 * @param seesCustomers whether the reader may see customers; without it no customer is named
 */
export async function namesIn(
  entries: readonly AuditEntry[],
  { seesCustomers, alsoNamed }: { seesCustomers: boolean; alsoNamed?: string | null | undefined },
): Promise<AuditNames> {
  const customers = seesCustomers ? entries.flatMap(({ customer }) => customer ?? []) : [];
  const [people, names] = await Promise.all([peopleIn(entries, alsoNamed), customerNames([...new Set(customers)])]);
  return { people, customers: Object.fromEntries(names) };
}

/** The colleagues whom these events name, as actors or in their details. */
export async function peopleIn(entries: readonly AuditEntry[], alsoNamed: string | null = null): Promise<People> {
  const ids = entries.flatMap(({ actor, detail }) => [actor.id, ...ACCOUNT_KEYS.map((key) => detail[key])]);
  return await namePeople(
    db(),
    [...ids, alsoNamed].filter((id) => typeof id === 'string'),
  );
}
