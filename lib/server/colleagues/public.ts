import 'server-only';

/**
 * What colleagues tell each other about customers: notes, mentions in them, and who has a customer on screen.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { lookAt } from './looking';
export { activeAccounts, listMentions, seeMentions } from './mentions';
export { changeNote, deleteNote, listNotes, type NoteOutcome, pruneNotes, type StoredNote, writeNote } from './notes';
