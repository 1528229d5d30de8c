import type { ContactField } from '../contracts/audit-values';
import { spoken } from './language';

/** Taking back a correction. */
export interface UndoWords {
  saved: string;
  undone: string;
  undo: string;
  offer: (until: string) => string;
  before: Record<ContactField, string>;
  failed: string;
  lost: string;
}

const ENGLISH: UndoWords = {
  saved: 'Contact saved',
  undone: 'Correction undone',
  undo: 'Undo',
  offer: (until) => `You corrected this contact. You can undo it until ${until}.`,
  before: { email: 'E-mail before', phoneNumber: 'Phone before' },
  failed: 'The correction was not undone.',
  lost: 'The answer was lost, so the change may have been saved. The page shows what Sentinel holds now.',
};

export const UNDO_WORDS = spoken({ en: ENGLISH });
