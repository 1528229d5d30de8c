import 'server-only';
import { can } from '../../../access';
import type { Colleagues, Mentions, Unseen } from '../../../contracts/notes';
import { personName } from '../../../words/people';
import { customerKey } from '../../../writing/uuids';
import type { AuditContext } from '../../audit/public';
import { namePeople } from '../../auth/public';
import { activeAccounts, listMentions, seeMentions } from '../../colleagues/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { customerNames } from '../../directory/public';

/** Whom a note can mention: colleagues who may open customers, by name, without the reader. */
export async function listColleagues({ actor }: AuditContext): Promise<Colleagues> {
  const active = (await activeAccounts(db())).filter(
    ({ id, role }) => id !== actor.id && can({ role }, 'customers:read'),
  );
  const people = await namePeople(
    db(),
    active.map(({ id }) => id),
  );
  const named = active.flatMap(({ id }) => {
    const person = people[id];
    return person === undefined ? [] : [{ id, name: personName(person) }];
  });
  return { colleagues: named };
}

/**
 * The notes that mention the reader: who wrote them, when and on which customer, never what they say. Not recorded: a
 * colleague has handed the customer's name to the reader, and the note opens with the customer, which is recorded.
 */
export async function readMentions({ actor }: AuditContext): Promise<Mentions> {
  if (actor.id === null) throw new DeskError('forbidden');
  const mentions = await listMentions(db(), actor.id);
  const [people, names] = await Promise.all([
    namePeople(
      db(),
      mentions.map(({ author }) => author),
    ),
    customerNames(mentions.map(({ customer }) => customer)),
  ]);
  return {
    mentions: mentions.map(({ customer, author, ...rest }) => {
      const person = people[author];
      return {
        ...rest,
        customer: { uuid: customer, name: names.get(customerKey(customer)) ?? null },
        author: person === undefined ? '' : personName(person),
      };
    }),
  };
}

/** The reader has seen these mentions. @returns how many are left; `null` when nothing has changed */
export async function markSeen(notes: readonly string[], { actor }: AuditContext): Promise<Unseen> {
  const account = actor.id;
  if (account === null) throw new DeskError('forbidden');
  return { unseen: await db().transaction((tx) => seeMentions(tx, account, notes)) };
}
