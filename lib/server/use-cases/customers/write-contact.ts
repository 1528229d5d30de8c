import 'server-only';
import type { CallerChecked } from '../../../contracts/approvals';
import { CONTACT_FIELDS } from '../../../contracts/audit-values';
import type { Contact, SavedContact } from '../../../contracts/requests';
import type { GuardReason } from '../../../contracts/takeover';
import type { NewRequest } from '../../approvals/public';
import { type AuditContext, masked, trail } from '../../audit/public';
import { inTurn } from '../../db/public';
import { DeskError } from '../../desk-error';
import { noteCustomer, rememberIdentifiers } from '../../directory/public';
import { describeError, log } from '../../log';
import { SentinelError, sentinel } from '../../sentinel/public';
import { audited } from '../audited';
import { locate, withIdentifiers } from './locate';

/** How long a correction waits for another correction of the same customer, ms; below the pool's statement timeout. */
const TURN_TIMEOUT = 8_000;

/** The new values, in the writing in which Sentinel gets them. */
export interface WantedContact {
  email?: string;
  phoneNumber?: string;
}

export interface Writing {
  uuid: string;
  wanted: WantedContact;
  /** The contact as the person saw it before. It must still be so when it is written. */
  expected: Contact;
  /** What the event says of the way here. */
  about: { callerCheck: CallerChecked; approval?: string; maker?: string };
  /** Runs before Sentinel is asked. What it throws stops the correction. */
  first?: () => void;
  /**
   * Runs in the customer's turn, before the write, with the values that would change and the number of the intent. What
   * it throws stops the write. It returns a reason that the event names.
   */
  settle: (change: WantedContact, intent: number) => Promise<GuardReason | undefined>;
}

/**
 * Writes a contact: reads it again, refuses when it differs from the contact that the person saw, and then writes once.
 * An ordinary correction and one that a second person has approved share it.
 *
 * Blind spot: the vendor has no conditional write, so a change made outside this desk can still slip in between reading
 * and writing. Corrections made here take turns per customer, across replicas.
 *
 * @throws DeskError `audit_unavailable`, before Sentinel is asked; `changed_meanwhile` (with both versions),
 *   `contact_in_use`, `contact_refused`, `invalid_request`, `not_found`, `busy`; SentinelError, with `mayHaveHappened`
 *   when the write may or may not have happened; whatever `first` and `settle` throw
 */
export async function writeContact(audit: AuditContext, writing: Writing): Promise<SavedContact> {
  const { uuid, wanted, expected, about } = writing;
  const { saved } = await audited(audit, {
    action: 'customer.contact-corrected',
    customer: uuid,
    intent: { changes: maskedChanges(wanted, expected), ...about },
    work: (intent) => write(writing, intent),
    outcome: ({ saved, warned }) => ({
      fields: CONTACT_FIELDS.filter((field) => wanted[field] === saved[field]),
      ...(warned && { warned }),
    }),
    // The write succeeded. If we hid that, the agent would save again.
    unrecorded: 'answer',
  });
  return saved;
}

async function write(
  { uuid, wanted, expected, first, settle }: Writing,
  intent: number,
): Promise<{ saved: SavedContact; warned: GuardReason | undefined }> {
  first?.();
  // Before the turn: an unknown customer takes a walk through the list, and other corrections must not wait for that.
  await locate(uuid);
  return await inContactTurn(uuid, async () => {
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
    const warned = await settle(change, intent);
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
    return { saved, warned };
  });
}

/**
 * Runs work on a customer's contact while no other does, on any replica. A link takes the same turn as a correction: it
 * must not be made for a contact that changes meanwhile.
 * @throws DeskError `busy`
 */
export async function inContactTurn<T>(uuid: string, work: () => Promise<T>): Promise<T> {
  return await inTurn(`contact:${uuid}`, TURN_TIMEOUT, busy, work);
}

/** A change as the trail may keep it. */
export function maskedChanges(wanted: WantedContact, expected: Contact): NewRequest['changes'] {
  const key = trail().keys.current;
  return CONTACT_FIELDS.flatMap((field) => {
    const [before, after] = [expected[field], wanted[field]];
    if (typeof after !== 'string') return [];
    return [{ field, before: before === null ? null : masked(key, field, before), after: masked(key, field, after) }];
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
function asContactError(error: unknown, change: WantedContact): unknown {
  if (!(error instanceof SentinelError) || (error.kind !== 'conflict' && error.kind !== 'invalid')) return error;
  const sent = CONTACT_FIELDS.filter((field) => change[field] !== undefined);
  const named = sent.filter((field) => error.fields?.includes(field));
  const problem = { code: error.kind === 'conflict' ? 'in_use' : 'not_accepted' } as const;
  const fields = Object.fromEntries((named.length > 0 ? named : sent).map((field) => [field, problem]));
  return new DeskError(error.kind === 'conflict' ? 'contact_in_use' : 'contact_refused', undefined, { fields });
}
