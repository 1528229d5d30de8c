import 'server-only';
import { type GivenPurpose, OTHER_PURPOSE, type PurposeAskedFor, SENTENCE } from '../../contracts/purpose';
import type { AuditContext } from '../audit/public';
import { type Purpose, rememberedPurpose, rememberPurpose } from '../auth/public';
import { db } from '../db/public';
import { DeskError } from '../desk-error';
import { env } from '../env';

/**
 * The purpose of a look at one customer: the given one, which is remembered for this session and customer, or the
 * remembered one. It goes into the intent of the event, so it is settled before anything is done
 * (`docs/decisions.md`, decision 43).
 *
 * @returns `{}` where the operator asks for none
 * @throws DeskError `purpose_required` with the operator's purposes; `invalid_request` for one that is not among them,
 *   and for `other` without a sentence
 */
export async function purposeFor(
  audit: AuditContext,
  customer: string,
  { askedFor, given }: { askedFor: PurposeAskedFor; given: GivenPurpose | undefined },
): Promise<Purpose | Record<string, never>> {
  const { sessionId } = audit;
  if (given !== undefined) {
    const purpose = checked(given);
    if (sessionId !== null) await rememberPurpose(db(), sessionId, customer, purpose);
    return purpose;
  }
  if (!asks(askedFor)) return {};
  const remembered = sessionId === null ? null : await rememberedPurpose(db(), sessionId, customer);
  // The operator may have taken the purpose off the list meanwhile.
  if (remembered === null || !env().ACCESS_PURPOSES.includes(remembered.purpose)) throw required();
  return remembered;
}

/**
 * The purpose of a file of many customers. It is given with each file: remembering it would let one answer stand for
 * every file of a quarter of an hour.
 *
 * @throws DeskError as {@link purposeFor}
 */
export function purposeOfFile(given: GivenPurpose | undefined): Purpose {
  if (given === undefined) throw required();
  return checked(given);
}

/**
 * The purpose of a change that a second person has to approve: the given one, which is remembered, or the remembered one.
 *
 * @param given `ask`: the caller can ask the person for one
 * @returns `{}` where there is none and the caller can't ask: the request waits without a purpose
 * @throws DeskError as {@link purposeFor}
 */
export async function purposeOfRequest(
  audit: AuditContext,
  customer: string,
  given: GivenPurpose | 'ask' | undefined,
): Promise<Purpose | Record<string, never>> {
  const { sessionId } = audit;
  if (given !== undefined && given !== 'ask') {
    const purpose = checked(given);
    if (sessionId !== null) await rememberPurpose(db(), sessionId, customer, purpose);
    return purpose;
  }
  const remembered = sessionId === null ? null : await rememberedPurpose(db(), sessionId, customer);
  if (remembered !== null && env().ACCESS_PURPOSES.includes(remembered.purpose)) return remembered;
  if (given === 'ask') throw required();
  return {};
}

/**
 * The purpose of a print of any page but a customer's. It is given with each print, as that of a file.
 *
 * @returns `{}` where the operator asks for none
 * @throws DeskError as {@link purposeFor}
 */
export async function purposeOfPrint(given: GivenPurpose | undefined): Promise<Purpose | Record<string, never>> {
  return given === undefined && !asksForPrints() ? {} : purposeOfFile(given);
}

/** Whether the operator asks what a print is for. */
export function asksForPrints(): boolean {
  return asks('print');
}

/** The operator's purposes, for forms that ask for one. */
export function purposesOffered(): readonly string[] {
  return env().ACCESS_PURPOSES;
}

function asks(askedFor: PurposeAskedFor): boolean {
  return askedFor === 'reveal' || askedFor === 'export' || env().ACCESS_PURPOSES_FOR.includes(askedFor);
}

function required(): DeskError {
  return new DeskError('purpose_required', undefined, { purposes: [...env().ACCESS_PURPOSES] });
}

function checked({ purpose, sentence = '' }: GivenPurpose): Purpose {
  if (!env().ACCESS_PURPOSES.includes(purpose)) throw refused('purpose', { code: 'not_valid' });
  if (purpose !== OTHER_PURPOSE) {
    if (sentence !== '') throw refused('sentence', { code: 'sentence_for_other_only' });
    return { purpose };
  }
  if ([...sentence].length < SENTENCE.least) throw refused('sentence', { code: 'sentence_too_short', ...SENTENCE });
  return { purpose, sentence };
}

type Refusal =
  | { code: 'not_valid' }
  | { code: 'sentence_for_other_only' }
  | ({ code: 'sentence_too_short' } & typeof SENTENCE);

function refused(field: 'purpose' | 'sentence', problem: Refusal): DeskError {
  return new DeskError('invalid_request', undefined, { fields: { [`why.${field}`]: problem } });
}
