import 'server-only';
import type { Contact, ContactPatch, SavedContact } from '../../../contracts/requests';
import { type AuditContext, masked, trail } from '../../audit/public';
import { inTurn } from '../../db/public';
import { DeskError } from '../../desk-error';
import { noteCustomer, rememberIdentifiers } from '../../directory/public';
import { describeError, log } from '../../log';
import { SentinelError, sentinel } from '../../sentinel/public';
import { audited } from '../audited';
import { locate, withIdentifiers } from './locate';
import { phoneOrRefuse } from './look-up';

/** How long a correction waits for another correction of the same customer, ms; below the pool's statement timeout. */
const TURN_TIMEOUT = 8_000;

/**
 * Corrects a customer's e-mail, phone number or both. Reads the contact again first, refuses when it differs from the
 * contact that the agent saw, and then writes once.
 *
 * Blind spot: the vendor has no conditional write, so a change made outside this desk can still slip in between reading
 * and writing. Corrections made here take turns per customer, across replicas.
 *
 * @throws DeskError `audit_unavailable`, before Sentinel is asked; `changed_meanwhile` (with both versions),
 *   `contact_in_use`, `contact_refused`, `invalid_request`, `not_found`; SentinelError, with `mayHaveHappened` when the
 *   write may or may not have happened
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
    // The write succeeded. If we hid that, the agent would save again.
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
  // Before the turn: an unknown customer takes a walk through the list, and other corrections must not wait for that.
  await locate(uuid);
  return await inTurn(`contact:${uuid}`, TURN_TIMEOUT, busy, async () => {
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
      throw new DeskError(
        'invalid_request',
        { code: 'nothing_would_change' },
        {
          fields: { [Object.keys(wanted)[0] ?? 'email']: { code: 'same_as_before' } },
        },
      );
    }
    const answer = await sentinel()
      .correctContact({ uuid, ...change })
      .catch((error) => {
        throw asContactError(error, change);
      });
    // A field that the vendor's answer leaves out has the value that we sent, or the value from before.
    const saved = { ...now, ...change, ...present(answer), uuid, updatedAt: answer.updatedAt };
    // A failure here must not hide the successful write. Without this row the next opening walks the list.
    await rememberIdentifiers([saved]).catch((error) => {
      log().error({ event: 'remember', error: describeError(error) });
    });
    await noteCustomer({ ...current, ...saved }, new Date());
    return saved;
  });
}

function busy(): DeskError {
  return new DeskError('busy', { code: 'contact_being_saved' });
}

function present(answer: SavedContact): Partial<Contact> {
  return {
    ...(answer.email !== null && { email: answer.email }),
    ...(answer.phoneNumber !== null && { phoneNumber: answer.phoneNumber }),
  };
}

/** The vendor's refusal of a value, as errors of form fields. The vendor's own words are never passed on. */
function asContactError(error: unknown, change: Partial<Contact>): unknown {
  if (!(error instanceof SentinelError) || (error.kind !== 'conflict' && error.kind !== 'invalid')) return error;
  const sent = FIELDS.filter((field) => change[field] !== undefined);
  const named = sent.filter((field) => error.fields?.includes(field));
  const problem = { code: error.kind === 'conflict' ? 'in_use' : 'not_accepted' } as const;
  const fields = Object.fromEntries((named.length > 0 ? named : sent).map((field) => [field, problem]));
  return new DeskError(error.kind === 'conflict' ? 'contact_in_use' : 'contact_refused', undefined, { fields });
}
