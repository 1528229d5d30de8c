import 'server-only';
import type { CustomerNote, CustomerNotes } from '../../../contracts/notes';
import type { People } from '../../../contracts/people';
import { personName } from '../../../words/people';
import { type AuditContext, auditKeys, hasOpened } from '../../audit/public';
import { namePeople } from '../../auth/public';
import { listNotes, type StoredNote, seeMentions } from '../../colleagues/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { actorMay } from '../../may';

/**
 * The notes of a customer, and that the reader has now seen those that mention them. Not recorded: notes are a part of the
 * customer's page, and are shown to nobody whose opening of that page isn't recorded.
 *
 * @throws DeskError `forbidden`: the reader has not opened the customer
 */
export async function readNotes(uuid: string, audit: AuditContext): Promise<CustomerNotes> {
  const reader = await openedBy(uuid, audit);
  const notes = await listNotes(db(), uuid);
  const mentioning = notes.filter(({ mentions }) => mentions.includes(reader)).map(({ id }) => id);
  const [shown, unseen] = await Promise.all([
    notesSeenBy(audit, notes),
    db().transaction((tx) => seeMentions(tx, reader, mentioning)),
  ]);
  return { notes: shown, unseen };
}

/**
 * The account of a person whose opening of this customer is recorded.
 * @throws DeskError `forbidden`
 */
export async function openedBy(uuid: string, { actor }: AuditContext): Promise<string> {
  if (actor.id === null || !(await hasOpened(db(), auditKeys(), uuid, actor.id))) {
    throw new DeskError('forbidden', { code: 'open_first' });
  }
  return actor.id;
}

/** Notes with the names of their people, and what the reader may do with each. */
export async function notesSeenBy(audit: AuditContext, notes: readonly StoredNote[]): Promise<CustomerNote[]> {
  const people = await namePeople(
    db(),
    notes.flatMap(({ author, mentions }) => [author, ...mentions]),
  );
  return notes.map((note) => noteSeenBy(audit, note, people));
}

function noteSeenBy(audit: AuditContext, note: StoredNote, people: People): CustomerNote {
  const { customer: _, author, mentions, changeableUntil, ...rest } = note;
  const isOwn = author === audit.actor.id;
  const named = (id: string) => {
    const person = people[id];
    return { id, name: person === undefined ? '' : personName(person) };
  };
  return {
    ...rest,
    author: named(author),
    mentions: mentions.map(named),
    changeableUntil: isOwn ? changeableUntil : null,
    deletable: isOwn || actorMay(audit, 'notes:remove'),
  };
}
