import { NOTE } from '../contracts/notes';
import type { DifferingFields } from '../kyc/differing-fields';
import { documentLabel } from './documents';
import { NOTE_WORDS } from './notes';
import { formatCount, formatFacts } from './numbers';
import { VERDICT_WORDS } from './verdict';

/**
 * The beginning of a note that says what differs: names of documents and fields alone, because a note may hold no number
 * or e-mail address of a customer. Documents that the note has no room for are left out. Empty where nothing differs.
 */
export function differenceNote(differing: readonly DifferingFields[]): string {
  if (differing.length === 0) return '';
  const lines = differing.map(({ document, labels }) => NOTE_WORDS.ofDocument(nameOf(document), formatFacts(labels)));
  return lines.reduce((text, line) => {
    const longer = `${text}\n${line}`;
    return longer.length <= NOTE.most ? longer : text;
  }, NOTE_WORDS.differs);
}

/** By its label, with its number among several of one type. Not shared with `verdict.ts`: its code is in each page's first load. */
function nameOf({ type, place }: DifferingFields['document']): string {
  const label = documentLabel(type);
  return place === 0 ? label : VERDICT_WORDS.numbered(label, formatCount(place + 1));
}
