import {
  CALLER_ITEMS,
  type CallerCheckAnswer,
  type CallerItem,
  type CallerSays,
  type CheckResult,
  DOCUMENT_END_LEAST,
  type ItemResult,
  PHONE_LEAST,
  POINTS_NEEDED,
  pointsOf,
} from '../contracts/caller-check';
import type { Customer } from '../contracts/customer';
import { daysWritten, saysTheSame } from '../writing/compare';
import { toE164 } from '../writing/phones';
import { asciiDigits, bareNumber, onlyDigits } from '../writing/text';

/** The part of Sentinel's record that a caller can be asked for. */
export type CheckedRecord = Pick<Customer, 'dateOfBirth' | 'nationality' | 'phoneNumber'> & {
  documents: readonly { number: string | null }[];
};

/** The items that were said in a form that can't be compared with anything, each with a problem for its field. */
export function unusable(says: CallerSays): CallerItem[] {
  const wrong: Record<CallerItem, boolean> = {
    birthDate: says.birthDate !== undefined && daysWritten(says.birthDate).length === 0,
    documentEnd: says.documentEnd !== undefined && bareNumber(says.documentEnd).length < DOCUMENT_END_LEAST,
    nationality: false,
    oldPhone: says.oldPhone !== undefined && dialled(says.oldPhone).length < PHONE_LEAST,
  };
  return itemsOf(says).filter((item) => wrong[item]);
}

/** The items that were said. */
export function itemsOf(says: CallerSays): CallerItem[] {
  return CALLER_ITEMS.filter((item) => says[item] !== undefined);
}

/**
 * Compares what the caller says with the record, folded: case, marks, scripts' digits, spaces and usual writings of a
 * date, a country or a phone number make no difference.
 *
 * One item that doesn't match fails the check. Otherwise three right items would tell, again and again and at no cost,
 * whether a guess of the fourth is right.
 */
export function judgeCaller(says: CallerSays, record: CheckedRecord): CallerCheckAnswer & { result: CheckResult } {
  const judge: Record<CallerItem, (said: string) => ItemResult> = {
    birthDate: (said) => compared(record.dateOfBirth, (day) => saysTheSame('date', said, day)),
    nationality: (said) => compared(record.nationality, (code) => saysTheSame('country', said, code)),
    oldPhone: (said) => compared(record.phoneNumber, (phone) => isSamePhone(said, phone)),
    documentEnd: (said) => documentResult(said, record.documents),
  };
  const items: Partial<Record<CallerItem, ItemResult>> = {};
  for (const item of itemsOf(says)) items[item] = judge[item](says[item] ?? '');
  const of = (result: ItemResult) => itemsOf(says).filter((item) => items[item] === result);
  const passed = of('no-match').length === 0 && pointsOf(of('match')) >= POINTS_NEEDED;
  const couldNot = of('no-match').length === 0 && of('unchecked').length > 0;
  return { passed, items, result: passed ? 'passed' : couldNot ? 'unchecked' : 'wrong' };
}

function compared(value: string | null, isSame: (value: string) => boolean): ItemResult {
  if (value === null || value.trim() === '') return 'unchecked';
  return isSame(value) ? 'match' : 'no-match';
}

/** The end of any document's number: the caller chooses the document. */
function documentResult(said: string, documents: CheckedRecord['documents']): ItemResult {
  const numbers = documents.map(({ number }) => bareNumber(number ?? '')).filter((number) => number !== '');
  if (numbers.length === 0) return 'unchecked';
  return numbers.some((number) => number.endsWith(bareNumber(said))) ? 'match' : 'no-match';
}

/** Callers say a number as they dial it, `050 …` or `07400 …`; the record has it with its country's code. */
function isSamePhone(said: string, phone: string): boolean {
  const number = toE164(said);
  return (number !== null && number === toE164(phone)) || digitsOf(phone).endsWith(dialled(said));
}

/** Without the zeros that are dialled within a country, or before its code. */
function dialled(said: string): string {
  return digitsOf(said).replace(/^0+/, '');
}

function digitsOf(text: string): string {
  return onlyDigits(asciiDigits(text));
}
