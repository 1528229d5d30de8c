import 'server-only';
import { readUuid } from '../../../writing/uuids';
import { DeskError } from '../../desk-error';
import {
  findContacts,
  type Identifiers,
  isSameContact,
  type KnownContacts,
  refuseContact,
  rememberIdentifiers,
  storedUuid,
} from '../../directory/public';
import { SentinelError, sentinel } from '../../sentinel/public';
import { singleton } from '../../singleton';

/** A walk for a uuid that the desk doesn't know ends after the newest 10,000 customers or ten seconds. */
const WALK_PAGES = 100;
const WALK_MS = 10_000;

/**
 * Runs `ask` with the contact under which Sentinel knows this customer, because Sentinel has no look-up by uuid.
 *
 * A customer whom the directory or an earlier answer holds costs one call. When Sentinel finds no customer by a known
 * contact, the contact has changed there: the desk tries the other known contact, and only then walks the list for the
 * current one. When the newest contact leads to another customer, nothing is opened. The next attempt looks up by the
 * phone number alone, and walks only when that finds no way either: once, then attempts are refused without a call until
 * the list has been read again.
 *
 * @param looking the known contacts, where the caller began to look for them earlier
 * @throws DeskError `not_found`; SentinelError as `ask` throws them, `wrong-person` among them
 */
export async function withIdentifiers<T>(
  uuid: string,
  ask: (known: Identifiers) => Promise<T>,
  looking: Promise<KnownContacts> = findContacts(uuid),
): Promise<T> {
  const { contacts, isRefused } = await looking;
  const [newest, ...older] = contacts;
  if (newest === undefined) {
    return await askRefusing(isRefused ? await walkOnce(uuid, []) : await walkFor(uuid, []), ask);
  }
  const isSecondTry = newest.refusedEmail !== undefined;
  try {
    return await askRefusing(newest, ask);
  } catch (error) {
    if (!isKind(error, 'not-found') && !(isSecondTry && isKind(error, 'wrong-person'))) throw error;
    if (isSecondTry) {
      await refuseContact(newest);
      return await askRefusing(await walkOnce(uuid, contacts), ask);
    }
    for (const known of older) {
      const found = await ask(known).catch((failure) => {
        // Another customer may have this older contact by now. That is no error: it is not this customer's any more.
        if (!isKind(failure, 'not-found') && !isKind(failure, 'wrong-person')) throw failure;
      });
      if (found !== undefined) return found;
    }
    const current = await walkFor(uuid, contacts);
    if (contacts.some((known) => isSameContact(current, known))) throw error;
    return await askRefusing(current, ask);
  }
}

async function askRefusing<T>(known: Identifiers, ask: (known: Identifiers) => Promise<T>): Promise<T> {
  try {
    return await ask(known);
  } catch (error) {
    if (isKind(error, 'wrong-person')) await refuseContact(known);
    throw error;
  }
}

/** After a walk for a customer whose every contact led elsewhere, none starts for the same customer in this time, ms. */
const ONE_WALK_IN = 600_000;

/**
 * The current contact of a customer whose every known contact leads to another customer or to none. Sentinel's list may
 * hold the old contact still, and then a walk per attempt would read the list again and again.
 *
 * @throws SentinelError `wrong-person` after an earlier walk; as {@link walkFor}
 */
async function walkOnce(uuid: string, stale: readonly Identifiers[]): Promise<Identifiers> {
  const walked = singleton('walked-for', () => new Map<string, number>());
  if ((walked.get(uuid) ?? 0) > Date.now()) throw new SentinelError('wrong-person', 'contacts on file');
  const current = await walkFor(uuid, stale);
  keepUntil(walked, uuid, ONE_WALK_IN);
  return current;
}

function isKind(error: unknown, kind: SentinelError['kind']): boolean {
  return error instanceof SentinelError && error.kind === kind;
}

/**
 * Makes sure that the desk knows a contact of this customer, or knows that there is none.
 * @throws DeskError `not_found`
 */
export async function locate(uuid: string): Promise<void> {
  const { contacts, isRefused } = await findContacts(uuid);
  if (contacts.length === 0 && !isRefused) await walkFor(uuid, []);
}

/** When more uuids than this wait for their walk, further requests are refused as `busy`. */
const WAITING = 5;
/** How long the absence of a uuid is cached, ms: opening a dead bookmark twice must not walk the list twice. */
const ABSENT_FOR = 30_000;

interface Walks {
  last: Promise<unknown>;
  underWay: Map<string, Promise<Identifiers>>;
  absent: Map<string, number>;
}

/**
 * The current contact of a customer, from the vendor's list. The process walks for one uuid at a time, and requests for
 * the same uuid share the walk: people who guess uuids must not multiply calls to the vendor.
 *
 * @param stale the contacts by which Sentinel found no customer
 * @throws DeskError `not_found`; `busy` when too many walks are waiting already
 */
async function walkFor(uuid: string, stale: readonly Identifiers[]): Promise<Identifiers> {
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
    if (error instanceof DeskError && error.code === 'not_found') keepUntil(walks.absent, uuid, ABSENT_FOR);
    throw error;
  } finally {
    walks.underWay.delete(uuid);
  }
}

function keepUntil(kept: Map<string, number>, uuid: string, ms: number): void {
  const now = Date.now();
  for (const [other, until] of kept) if (until <= now) kept.delete(other);
  kept.set(uuid, now + ms);
}

async function walk(uuid: string, stale: readonly Identifiers[]): Promise<Identifiers> {
  // An earlier walk, for which this one waited, may have met the same customer.
  const { contacts } = await findContacts(uuid);
  const met = contacts.find((one) => !stale.some((other) => isSameContact(one, other)));
  if (met !== undefined) return met;
  const until = Date.now() + WALK_MS;
  let seen = 0;
  for (let page = 1; page <= WALK_PAGES && Date.now() < until; page += 1) {
    const answer = await sentinel().listCustomers({ page, perPage: 100, sortBy: 'updatedAt', order: 'desc' });
    await rememberIdentifiers(answer.rows);
    const row = answer.rows.find((one) => one.uuid === uuid || isSameUuid(one.uuid, uuid));
    if (row) return { uuid: row.uuid, email: row.email, phoneNumber: row.phoneNumber };
    seen += answer.rows.length;
    if (page >= answer.lastPage || answer.rows.length === 0) throw new DeskError('not_found');
  }
  throw new DeskError('not_found', { code: 'beyond_newest', customers: seen });
}

/** People paste uuids in any case. Keys of another kind are compared as they are. */
function isSameUuid(one: string, other: string): boolean {
  const read = readUuid(other);
  return read !== null && readUuid(one) === read;
}

/** A customer's uuid as the vendor writes it, for one that came in an address in any case. */
export async function knownUuid(given: string): Promise<string> {
  return await storedUuid(given);
}
