import 'server-only';
import type { Contact, ContactPatch, SavedContact } from '../../../contracts/requests';
import { trail } from '../../audit/instance';
import { masked } from '../../audit/mask';
import type { AuditContext } from '../../audit/trail';
import { turnPool } from '../../db/client';
import { DeskError } from '../../desk-error';
import { rememberIdentifiers } from '../../directory/identifiers';
import { noteCustomer } from '../../directory/seen';
import { describeError, log } from '../../log';
import { SentinelError } from '../../sentinel/errors';
import { sentinel } from '../../sentinel/instance';
import { audited } from '../audited';
import { locate, withIdentifiers } from './locate';
import { phoneOrRefuse } from './look-up';

/** How long a correction waits for another one of the same customer, ms; below the pool's statement timeout. */
const TURN_TIMEOUT = 8_000;
/** Postgres: a lock was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Corrects a customer's e-mail, phone number or both: reads the contact again, refuses when it is no longer what the
 * person saw, and only then writes, once.
 *
 * The vendor has no conditional write, so between re-reading and writing a change made outside this desk can still slip
 * in. Corrections made here take turns per customer, across replicas, and can't overtake one another.
 *
 * @throws DeskError `audit_unavailable`, before Sentinel is asked; `changed_meanwhile` (with both versions), `contact_in_use`, `contact_refused`, `invalid_request`,
 *   `not_found`; SentinelError, with `mayHaveHappened` when the fate of the write is unknown
 */
export async function correctContact(uuid: string, patch: ContactPatch, audit: AuditContext): Promise<SavedContact> {
  const wanted = {
    ...(patch.email !== undefined && { email: patch.email }),
    ...(patch.phoneNumber !== undefined && { phoneNumber: phoneOrRefuse(patch.phoneNumber) }),
  };
  return await audited(audit, {
    action: 'customer.contact-corrected',
    customer: uuid,
    intent: { changes: maskedChanges(wanted, patch.expected) },
    work: () => correct(uuid, wanted, patch.expected),
    outcome: (saved) => ({ fields: FIELDS.filter((field) => wanted[field] === saved[field]) }),
    // It is saved, and whoever isn't told saves it again.
    unrecorded: 'answer',
  });
}

const FIELDS = ['email', 'phoneNumber'] as const;

function maskedChanges(wanted: Partial<Contact>, expected: Contact) {
  const key = trail().keys.current;
  return FIELDS.flatMap((field) => {
    const [before, after] = [expected[field], wanted[field]];
    if (typeof after !== 'string') return [];
    return [{ field, before: before === null ? null : masked(key, field, before), after: masked(key, field, after) }];
  });
}

async function correct(uuid: string, wanted: { email?: string; phoneNumber?: string }, expected: Contact) {
  // Before the turn: a customer never seen takes a walk through the list, and nobody should wait for that in a queue.
  await locate(uuid);
  return await inTurn(uuid, async () => {
    const current = await withIdentifiers(uuid, (known) => sentinel().openCustomer(known));
    await rememberIdentifiers([current]);
    const now: Contact = { email: current.email, phoneNumber: current.phoneNumber };
    if (now.email !== expected.email || now.phoneNumber !== expected.phoneNumber) {
      throw new DeskError('changed_meanwhile', undefined, { versions: { expected, current: now } });
    }
    const change = {
      ...(wanted.email !== undefined && wanted.email !== now.email && { email: wanted.email }),
      ...(wanted.phoneNumber !== undefined &&
        wanted.phoneNumber !== now.phoneNumber && { phoneNumber: wanted.phoneNumber }),
    };
    if (Object.keys(change).length === 0) {
      throw new DeskError('invalid_request', 'Nothing would change.', {
        fields: { [Object.keys(wanted)[0] ?? 'email']: 'is the same as before' },
      });
    }
    const answer = await sentinel()
      .correctContact({ uuid, ...change })
      .catch((error) => {
        throw asContactError(error, change);
      });
    // What the vendor's answer leaves out is what was asked for, or what was there.
    const saved = { ...now, ...change, ...present(answer), uuid, updatedAt: answer.updatedAt };
    // It is saved, whatever happens here; without this row the next opening walks the list.
    await rememberIdentifiers([saved]).catch((error) => {
      log().error({ event: 'remember', error: describeError(error) });
    });
    await noteCustomer({ ...current, ...saved }, new Date());
    return saved;
  });
}

function present(answer: SavedContact): Partial<Contact> {
  return {
    ...(answer.email !== null && { email: answer.email }),
    ...(answer.phoneNumber !== null && { phoneNumber: answer.phoneNumber }),
  };
}

/** The vendor's refusals of a value, as a form can show them. Its own words are never passed on. */
function asContactError(error: unknown, change: Partial<Contact>): unknown {
  if (!(error instanceof SentinelError) || (error.kind !== 'conflict' && error.kind !== 'invalid')) return error;
  const sent = FIELDS.filter((field) => change[field] !== undefined);
  const named = sent.filter((field) => error.fields?.includes(field));
  const problem = error.kind === 'conflict' ? 'is already used by another customer' : 'is not accepted by Sentinel';
  const fields = Object.fromEntries((named.length > 0 ? named : sent).map((field) => [field, problem]));
  return new DeskError(error.kind === 'conflict' ? 'contact_in_use' : 'contact_refused', undefined, { fields });
}

/** Runs `work` while no other correction of this customer runs, in any replica. */
async function inTurn<T>(uuid: string, work: () => Promise<T>): Promise<T> {
  const client = await turnPool().connect();
  // While it is ours the pool doesn't listen for its end, and an `error` without a listener ends the process.
  const ignore = () => {};
  client.on('error', ignore);
  let broken: unknown;
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL lock_timeout = ${TURN_TIMEOUT}`);
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('contact:' || $1, 0))", [uuid]).catch((error) => {
      if (error?.code !== LOCK_NOT_AVAILABLE) throw error;
      throw new DeskError('busy', 'Somebody else is saving this contact right now. Nothing was sent. Try again.');
    });
    return await work();
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    // Ends the transaction and with it the lock; a connection that can't even do that is thrown away.
    await client.query(broken === undefined ? 'COMMIT' : 'ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    client.off('error', ignore);
  }
}
