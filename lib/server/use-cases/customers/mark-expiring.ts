import 'server-only';
import type { MarkAnswer, MarkBody } from '../../../contracts/expiring';
import { type AuditContext, trail } from '../../audit/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { markDocument } from '../../worklist/public';
import { application, notWritten } from '../audited';

/**
 * Marks documents of the Expiring page as done, for the person alone or for everybody, or takes marks away. Each document
 * is one transaction with its own event. The trail keeps that there was a word, not the word, which may be about a
 * customer.
 *
 * @returns how many documents have changed. A document that the directory doesn't hold, or holds with another last day,
 *   changes nothing.
 * @throws DeskError `audit_unavailable`: the documents before the failing one are marked, and their events stand
 */
export async function markExpiring({ documents, ...how }: MarkBody, audit: AuditContext): Promise<MarkAnswer> {
  const account = audit.actor.id;
  if (account === null) throw new DeskError('forbidden');
  const { done, for: whom, word } = how;
  let marked = 0;
  for (const document of documents) {
    const detail = { document: document.documentType, markedFor: whom, done, withWord: word !== undefined };
    const hasChanged = await db()
      .transaction(async (tx) => {
        if (!(await markDocument(tx, account, document, how))) return false;
        await trail().recordIn(tx, audit, 'customer.document-marked', detail, { customer: document.uuid });
        return true;
      })
      .catch((error) => {
        throw notWritten(application(), 'customer.document-marked', error);
      });
    if (hasChanged) marked += 1;
  }
  return { marked };
}
