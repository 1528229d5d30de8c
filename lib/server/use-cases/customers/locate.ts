import 'server-only';
import { DeskError } from '../../desk-error';
import { findIdentifiers, forgetIdentifiers, type Identifiers, rememberIdentifiers } from '../../directory/public';
import { SentinelError, sentinel } from '../../sentinel/public';
import { singleton } from '../../singleton';

/** How far a walk goes for a uuid that was never seen: the newest 10,000 customers or ten seconds. */
const WALK_PAGES = 100;
const WALK_MS = 10_000;

/**
 * Runs `ask` with the contact under which Sentinel knows this customer, because it has no look-up by uuid.
 *
 * The contact is what an earlier answer showed; a uuid never seen is searched in the list. When a known contact finds
 * nobody any more, the list is walked once for the current one. When it leads to somebody else, it is forgotten and
 * nothing is opened.
 *
 * @throws DeskError `not_found`; SentinelError as `ask` throws them, `wrong-person` among them
 */
export async function withIdentifiers<T>(uuid: string, ask: (known: Identifiers) => Promise<T>): Promise<T> {
  const known = await findIdentifiers(uuid);
  if (known === null) return await askForgetting(await walkFor(uuid, null), ask);
  try {
    return await askForgetting(known, ask);
  } catch (error) {
    if (!(error instanceof SentinelError && error.kind === 'not-found')) throw error;
    const current = await walkFor(uuid, known);
    if (sameContact(current, known)) throw error;
    return await askForgetting(current, ask);
  }
}

async function askForgetting<T>(known: Identifiers, ask: (known: Identifiers) => Promise<T>): Promise<T> {
  try {
    return await ask(known);
  } catch (error) {
    if (error instanceof SentinelError && error.kind === 'wrong-person') await forgetIdentifiers(known.uuid);
    throw error;
  }
}

/**
 * Makes sure that the desk knows a contact of this customer.
 * @throws DeskError `not_found`
 */
export async function locate(uuid: string): Promise<void> {
  if ((await findIdentifiers(uuid)) === null) await walkFor(uuid, null);
}

/** How many other uuids may wait for their walk before somebody is told to come back. */
const WAITING = 5;
/** How long "nobody has this uuid" is believed, ms: a dead bookmark that is pressed again walks no second time. */
const ABSENT_FOR = 30_000;

interface Walks {
  last: Promise<unknown>;
  underWay: Map<string, Promise<Identifiers>>;
  absent: Map<string, number>;
}

/**
 * The contact of a customer as the list shows it now. One walk at a time in the whole process, and one for everybody
 * who asks for the same customer: people guessing uuids must not multiply calls to the vendor.
 *
 * @param stale the contact that found nobody, if there was one
 * @throws DeskError `not_found`; `busy` when too many walks are waiting already
 */
async function walkFor(uuid: string, stale: Identifiers | null): Promise<Identifiers> {
  const walks = singleton('walks', (): Walks => ({ last: Promise.resolve(), underWay: new Map(), absent: new Map() }));
  if ((walks.absent.get(uuid) ?? 0) > Date.now()) throw new DeskError('not_found');
  const started = walks.underWay.get(uuid);
  if (started !== undefined) return await started;
  if (walks.underWay.size > WAITING) throw new DeskError('busy');
  const turn = walks.last.then(() => walk(uuid, stale));
  walks.last = turn.catch(() => undefined);
  walks.underWay.set(uuid, turn);
  try {
    return await turn;
  } catch (error) {
    if (error instanceof DeskError && error.code === 'not_found') believeAbsent(walks.absent, uuid);
    throw error;
  } finally {
    walks.underWay.delete(uuid);
  }
}

function believeAbsent(absent: Walks['absent'], uuid: string): void {
  const now = Date.now();
  for (const [other, until] of absent) if (until <= now) absent.delete(other);
  absent.set(uuid, now + ABSENT_FOR);
}

async function walk(uuid: string, stale: Identifiers | null): Promise<Identifiers> {
  // The walk that this one waited for may have met the same customer.
  const met = await findIdentifiers(uuid);
  if (met !== null && !sameContact(met, stale)) return met;
  const until = Date.now() + WALK_MS;
  let seen = 0;
  for (let page = 1; page <= WALK_PAGES && Date.now() < until; page += 1) {
    const answer = await sentinel().listCustomers({ page, perPage: 100, sortBy: 'updatedAt', order: 'desc' });
    await rememberIdentifiers(answer.rows);
    const row = answer.rows.find((one) => one.uuid === uuid);
    if (row) return { uuid, email: row.email, phoneNumber: row.phoneNumber };
    seen += answer.rows.length;
    if (page >= answer.lastPage || answer.rows.length === 0) throw new DeskError('not_found');
  }
  throw new DeskError('not_found', { code: 'beyond_newest', customers: seen });
}

function sameContact(one: Identifiers, other: Identifiers | null): boolean {
  return one.email === other?.email && one.phoneNumber === other.phoneNumber;
}
