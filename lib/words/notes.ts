import { spoken } from './language';
import { counted, formatCount, formatFacts, type PluralForms } from './numbers';

export interface NoteWords {
  title: string;
  write: string;
  field: string;
  hint: (most: string) => string;
  left: PluralForms;
  save: string;
  cancel: string;
  /** The text seems to hold an e-mail address, a phone number or a document number. */
  personal: string;
  saveAnyway: string;
  /** While a note is changed, somebody deletes it, or its author changes it in another window: its text follows. */
  goneMeanwhile: string;
  changedMeanwhile: string;
  saveAsNew: string;
  /** Begins a note of what differs between a document and the fields on file, and says below the box what to do with it. */
  differs: string;
  differsHint: string;
  ofDocument: (document: string, fields: string) => string;
  none: string;
  notLoaded: string;
  notSaved: string;
  notDeleted: string;
  change: string;
  remove: string;
  keep: string;
  removeTitle: string;
  removed: string;
  changed: string;
  /** What a screen reader is told when the list has changed. */
  told: Record<'saved' | 'changed' | 'removed', string>;
  loading: string;
  /** On a paper that the browser's own menu has made before the notes were there. */
  notOnPaper: string;
  /** The list of colleagues below the box. */
  people: string;
  noPerson: string;
  /** A chosen colleague's name would make the note too long. */
  noRoom: string;
  mentions: {
    title: string;
    /** On the button in the bar. */
    unseen: PluralForms;
    none: string;
    notLoaded: string;
    allSeen: string;
    close: string;
    /** A colleague wrote a note on a customer. */
    from: (author: string) => string;
    isNew: string;
    found: PluralForms;
    loading: string;
    seen: string;
    notSeen: string;
  };
  looking: (names: string) => string;
}

const ENGLISH: NoteWords = {
  title: 'Notes',
  write: 'Write a note',
  field: 'Note',
  hint: (most) => `${most} characters at most. @ mentions a colleague. Ctrl Enter saves.`,
  left: { one: '# character left', other: '# characters left' },
  save: 'Save note',
  cancel: 'Cancel',
  personal:
    'This looks like an e-mail address, a phone number or a document number. Sentinel holds these already: do not copy them into notes.',
  saveAnyway: 'Save all the same',
  goneMeanwhile: 'This note was deleted meanwhile. Your text is still here: save it as a new note, or cancel.',
  changedMeanwhile: 'You have changed this note in another window meanwhile. Saving replaces what the note says now:',
  saveAsNew: 'Save as a new note',
  differs: 'OCR differs from the fields on file:',
  differsHint: 'Filled in from the checks. Type to replace it, or press End to go on from it.',
  ofDocument: (document, fields) => `${document}: ${fields}`,
  none: 'Nobody has written a note on this customer.',
  notLoaded: 'The notes could not be loaded.',
  notSaved: 'The note was not saved.',
  notDeleted: 'The note was not deleted.',
  change: 'Change',
  remove: 'Delete',
  keep: 'Keep the note',
  removeTitle: 'Delete this note?',
  removed: 'The audit log keeps that there was a note, not what it said.',
  changed: 'changed',
  told: { saved: 'Note saved', changed: 'Note changed', removed: 'Note deleted' },
  loading: 'The notes are loading…',
  notOnPaper: 'The notes were still loading and are not on this paper.',
  people: 'Colleagues',
  noPerson: 'No colleague has such a name.',
  noRoom: 'The note has no room for this name. Shorten the note, then mention your colleague.',
  mentions: {
    title: 'Mentions',
    unseen: { one: '# new mention', other: '# new mentions' },
    none: 'No colleague has mentioned you in the last 30 days.',
    notLoaded: 'The mentions could not be loaded.',
    allSeen: 'Mark all as seen',
    close: 'Close',
    from: (author) => `${author} mentioned you`,
    isNew: 'New',
    found: { one: '# mention', other: '# mentions' },
    loading: 'The mentions are loading…',
    seen: 'All mentions are marked as seen',
    notSeen: 'The mentions were not marked as seen.',
  },
  looking: (names) => `Looking at this now: ${names}`,
};

export const NOTE_WORDS = spoken({ en: ENGLISH });

export const noteHint = (most: number): string => NOTE_WORDS.hint(formatCount(most));
export const charactersLeft = (left: number): string => counted(left, NOTE_WORDS.left);
export const unseenText = (unseen: number): string => counted(unseen, NOTE_WORDS.mentions.unseen);
export const lookingText = (names: readonly string[]): string => NOTE_WORDS.looking(formatFacts(names));
export const mentionsText = (mentions: number): string => counted(mentions, NOTE_WORDS.mentions.found);
