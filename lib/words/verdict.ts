import type { DocumentAt, VerdictItem } from '../kyc/verdict';
import { CHECK_WORDS } from './checks';
import { documentLabel } from './documents';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

export interface VerdictWords {
  /** Names the list of what the checks say. */
  title: string;
  passed: string;
  notGiven: string;
  liveness: string;
  faceMatch: string;
  classification: string;
  expired: (document: string) => string;
  expiring: (document: string) => string;
  fields: PluralForms;
  own: PluralForms;
  unreadable: (check: string) => string;
  /** Where several documents have the same to tell. */
  ofDocument: (text: string, document: string) => string;
  numbered: (document: string, number: string) => string;
  /** The tooltip of a failed face match, for people who may see images. */
  compare: string;
}

const ENGLISH: VerdictWords = {
  title: 'What the checks say',
  passed: 'No check failed',
  notGiven: 'No check was given',
  liveness: 'Liveness failed',
  faceMatch: 'Face match failed',
  classification: 'Classification failed',
  expired: (document) => `${document} expired`,
  expiring: (document) => `${document} expires soon`,
  fields: { one: '# field differs', other: '# fields differ' },
  own: { one: '# check of the desk differs', other: '# checks of the desk differ' },
  unreadable: (check) => `${check} could not be read`,
  ofDocument: (text, document) => `${text}: ${document}`,
  numbered: (document, number) => `${document} ${number}`,
  compare: 'Shows the two faces beside each other. Showing images is recorded.',
};

const WORDS = spoken({ en: ENGLISH });
export const VERDICT_WORDS = WORDS;

/**
 * An item in words. The document is named where the words don't name it and another document has the same to tell.
 * @param all the items of the customer
 */
export function verdictText(item: VerdictItem, all: readonly VerdictItem[]): string {
  const text = bareText(item);
  const isNamed = item.kind === 'expired' || item.kind === 'expiring' || item.document === null;
  const isAlone = all.filter(({ kind, unread }) => kind === item.kind && unread === item.unread).length === 1;
  return isNamed || isAlone || item.document === null ? text : WORDS.ofDocument(text, nameOf(item.document));
}

function bareText({ kind, document, count, unread }: VerdictItem): string {
  switch (kind) {
    case 'expired':
    case 'expiring':
      return WORDS[kind](document === null ? '' : nameOf(document));
    case 'fields':
    case 'own':
      return counted(count, WORDS[kind]);
    case 'liveness':
    case 'faceMatch':
    case 'classification':
      return WORDS[kind];
    case 'unreadable':
      return WORDS.unreadable(CHECK_WORDS.names[unread ?? 'liveness']);
  }
}

function nameOf({ type, place }: DocumentAt): string {
  const label = documentLabel(type);
  return place === 0 ? label : WORDS.numbered(label, formatCount(place + 1));
}
