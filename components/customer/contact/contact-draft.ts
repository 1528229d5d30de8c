import type { Contact, ContactPatch } from '@/lib/contracts/requests';
import { CONTACT_FORM_WORDS } from '@/lib/words/contact-form';
import { bareContact, EMAIL_MAX, likelyDomain, looksLikeEmail } from '@/lib/writing/contacts';

/** The text of the two boxes, as typed. */
export interface Draft {
  email: string;
  phoneNumber: string;
}

export type ContactField = keyof Draft;
export const CONTACT_FIELDS = ['email', 'phoneNumber'] as const satisfies readonly ContactField[];

/** What a box's text means. `pending`: the phone rules are still loading. */
export type Judgement =
  | { kind: 'unchanged' }
  | { kind: 'pending' }
  | { kind: 'invalid'; message: string }
  | { kind: 'changed'; value: string };

export type Judgements = Record<ContactField, Judgement>;

/** `toE164` of `lib/writing/phones.ts`, which loads after the form. */
export type ToE164 = (written: string) => string | null;

export function draftOf(contact: Contact): Draft {
  return { email: contact.email ?? '', phoneNumber: contact.phoneNumber ?? '' };
}

/**
 * Compares each box with the contact that the person saw. Sentinel cannot clear a value, so an empty box is invalid.
 */
export function judge(draft: Draft, expected: Contact, toE164: ToE164 | null): Judgements {
  return {
    email: judgeEmail(draft.email, expected.email),
    phoneNumber: judgePhone(draft.phoneNumber, expected.phoneNumber, toE164),
  };
}

function judgeEmail(written: string, was: string | null): Judgement {
  if (isUntouched(written, was)) return { kind: 'unchanged' };
  const value = bareContact(written);
  if (value === '') return { kind: 'invalid', message: CONTACT_FORM_WORDS.cannotRemove.email };
  if (value.length > EMAIL_MAX) return { kind: 'invalid', message: CONTACT_FORM_WORDS.tooLong };
  if (looksLikeEmail(value)) return { kind: 'changed', value };
  return { kind: 'invalid', message: CONTACT_FORM_WORDS.notAContact.email };
}

function judgePhone(written: string, was: string | null, toE164: ToE164 | null): Judgement {
  if (isUntouched(written, was)) return { kind: 'unchanged' };
  if (bareContact(written) === '') {
    return { kind: 'invalid', message: CONTACT_FORM_WORDS.cannotRemove.phoneNumber };
  }
  if (!toE164) return { kind: 'pending' };
  const value = toE164(written);
  if (value === null) return { kind: 'invalid', message: CONTACT_FORM_WORDS.notAContact.phoneNumber };
  // The same number in another writing is no change. A stored number that is not in E.164 form may still be corrected.
  return value === was ? { kind: 'unchanged' } : { kind: 'changed', value };
}

/**
 * Whether a box holds the stored value, as it is or with something around it. A stored value that itself has spaces
 * around it can be cleaned, so the bare text counts as a change of it.
 */
function isUntouched(written: string, was: string | null): boolean {
  return written === (was ?? '') || bareContact(written) === (was ?? '');
}

/** The domain that a new address probably means (`gmial.com` is one slip from `gmail.com`); a hint, no refusal. */
export function domainHint(judgement: Judgement): string | null {
  return judgement.kind === 'changed' ? likelyDomain(judgement.value) : null;
}

/** The changed fields, with the contact that was seen. `null` when nothing changed or a box may not be sent yet. */
export function patchOf(judgements: Judgements, expected: Contact): ContactPatch | null {
  const patch: ContactPatch = { expected: { email: expected.email, phoneNumber: expected.phoneNumber } };
  let changes = 0;
  for (const field of CONTACT_FIELDS) {
    const judgement = judgements[field];
    if (judgement.kind === 'invalid' || judgement.kind === 'pending') return null;
    if (judgement.kind === 'changed') {
      patch[field] = judgement.value;
      changes += 1;
    }
  }
  return changes > 0 ? patch : null;
}

/**
 * The correction that restores what a correction has changed; `null` when nothing can be restored. It is a correction
 * like any other, so it only restores what a correction can write: Sentinel removes no value, and a value is sent in its
 * plain writing. A field that the correction left alone stays, also where Sentinel writes it otherwise by now.
 */
export function undoOf(sent: ContactPatch, saved: Contact, toE164: ToE164 | null): ContactPatch | null {
  const email = sent.email === undefined ? null : sent.expected.email;
  const phoneNumber = sent.phoneNumber === undefined ? null : sent.expected.phoneNumber;
  const patch: ContactPatch = { expected: { email: saved.email, phoneNumber: saved.phoneNumber } };
  if (email !== null && email !== saved.email && bareContact(email) === email && looksLikeEmail(email)) {
    patch.email = email;
  }
  if (phoneNumber !== null && phoneNumber !== saved.phoneNumber && toE164?.(phoneNumber) === phoneNumber) {
    patch.phoneNumber = phoneNumber;
  }
  return patch.email === undefined && patch.phoneNumber === undefined ? null : patch;
}

export function isTouched(draft: Draft, expected: Contact): boolean {
  return CONTACT_FIELDS.some((field) => !isUntouched(draft[field], expected[field]));
}

/** Moves the draft onto a newer contact: untouched boxes take its values, typed text stays. */
export function rebase(draft: Draft, from: Contact, onto: Contact): Draft {
  const is = draftOf(onto);
  const keep = (field: ContactField) => (isUntouched(draft[field], from[field]) ? is[field] : draft[field]);
  return { email: keep('email'), phoneNumber: keep('phoneNumber') };
}
