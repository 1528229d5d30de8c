import 'server-only';
import type { AuditAction, OutcomeDetail } from '../../../contracts/audit-details';
import type { Problem } from '../../../contracts/errors';
import type { CustomerNote, NoteBody, NoteChange } from '../../../contracts/notes';
import { personName } from '../../../words/people';
import { noteLooksPersonal } from '../../../writing/personal';
import { type AuditContext, auditKeys, trail, wasNoteDeleted } from '../../audit/public';
import { namePeople } from '../../auth/public';
import { changeNote, deleteNote, type NoteOutcome, writeNote } from '../../colleagues/public';
import { type Database, db } from '../../db/public';
import { DeskError, PermissionMissing } from '../../desk-error';
import { actorMay } from '../../may';
import { application, notWritten } from '../audited';
import { notesSeenBy, openedBy } from './notes';

/**
 * A note and its event are one transaction. The event keeps the note's id and how many colleagues it mentions, never the
 * text; and whether the text looked like a customer's data, so that people who save such notes can be asked.
 */

/**
 * Writes a note on a customer whom the author has opened. Sending the same note again changes nothing.
 * Sending it with another text, after an answer was lost, changes the note. A note that was deleted stays deleted.
 * @throws DeskError `not_found`, `forbidden`, `invalid_request` (`too_many_notes`), `changed_meanwhile`, `audit_unavailable`: nothing
 * is written
 */
export async function addNote(uuid: string, body: NoteBody, audit: AuditContext): Promise<CustomerNote> {
  const author = await openedBy(uuid, audit);
  return await recordedNote(uuid, audit, 'customer.note-written', async (tx) => {
    const outcome = await writeNote(tx, author, uuid, body);
    // The browser sends a note again whose answer was lost, and a colleague may have deleted it meanwhile. Asked last: the
    // writing has waited for a removal that was under way.
    if ('problem' in outcome || outcome.event !== 'customer.note-written') return outcome;
    const isBack = await wasNoteDeleted(tx, auditKeys(), { customer: uuid, note: outcome.note.id });
    return isBack ? { problem: { code: 'no_such_note' } } : outcome;
  });
}

/**
 * Changes a note, by its author and for a quarter of an hour.
 * @throws DeskError `not_found`, `forbidden`, `changed_meanwhile`, `audit_unavailable`: nothing is changed
 */
export async function editNote(
  uuid: string,
  id: string,
  change: NoteChange,
  audit: AuditContext,
): Promise<CustomerNote> {
  const author = await openedBy(uuid, audit);
  return await recordedNote(uuid, audit, 'customer.note-changed', (tx) => changeNote(tx, author, uuid, id, change));
}

/**
 * Deletes a note, by its author or an administrator. The trail keeps that there was one, and whose.
 * @throws DeskError `not_found`, `forbidden`, `audit_unavailable`: nothing is deleted
 */
export async function removeNote(uuid: string, id: string, audit: AuditContext): Promise<{ deleted: true }> {
  const account = await openedBy(uuid, audit);
  await inTransaction(uuid, audit, 'customer.note-deleted', async (tx) => {
    const outcome = await deleteNote(tx, account, uuid, id, actorMay(audit, 'notes:remove'));
    if ('problem' in outcome) {
      const { problem } = outcome;
      throw problem.code === 'note_of_another' ? new PermissionMissing('notes:remove', problem) : refusalOf(problem);
    }
    return { event: { action: 'customer.note-deleted', detail: { note: id, author: outcome.author } } };
  });
  return { deleted: true };
}

async function recordedNote(
  uuid: string,
  audit: AuditContext,
  wanted: 'customer.note-written' | 'customer.note-changed',
  work: (tx: Executor) => Promise<NoteOutcome>,
): Promise<CustomerNote> {
  const { note } = await inTransaction(uuid, audit, wanted, async (tx) => {
    const outcome = await work(tx);
    if ('problem' in outcome) throw refusalOf(outcome.problem);
    const { note, event } = outcome;
    const names = Object.values(await namePeople(tx, note.mentions)).map(personName);
    const personal = noteLooksPersonal(note.text, names);
    const detail = { note: note.id, mentioned: note.mentions.length, looksPersonal: personal };
    // A note that was sent twice has its event already.
    return { note, event: event && { action: event, detail } };
  });
  const [shown] = await notesSeenBy(audit, [note]);
  if (shown === undefined) throw new DeskError('internal');
  return shown;
}

type Executor = Parameters<Parameters<Database['transaction']>[0]>[0];

/** @param wanted what was asked for: an error names this action */
async function inTransaction<
  A extends AuditAction,
  T extends { event: { action: A; detail: OutcomeDetail<A> } | null },
>(customer: string, audit: AuditContext, wanted: A, work: (tx: Executor) => Promise<T>): Promise<T> {
  return await db()
    .transaction(async (tx) => {
      const result = await work(tx);
      const { event } = result;
      if (event !== null) await trail().recordIn(tx, audit, event.action, event.detail, { customer });
      return result;
    })
    .catch((error) => {
      throw error instanceof DeskError ? error : notWritten(application(), wanted, error);
    });
}

function refusalOf(problem: Problem): DeskError {
  switch (problem.code) {
    case 'no_such_note':
      return new DeskError('not_found', problem);
    case 'note_changed':
      return new DeskError('changed_meanwhile', problem);
    case 'too_many_notes':
      return new DeskError('invalid_request', problem);
    default:
      return new DeskError('forbidden', problem);
  }
}
