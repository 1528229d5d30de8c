import 'server-only';
import { createHash } from 'node:crypto';
import { type AccessReview, type ReviewedEvent, type ReviewedPerson, USES } from '../../../contracts/access-review';
import type { AuditAction } from '../../../contracts/audit-details';
import { REVIEW_COLUMNS } from '../../../words/access-review';
import { actionLabel } from '../../../words/audit';
import { detailWords } from '../../../words/audit-details';
import { ROLE_LABELS } from '../../../words/roles';
import { monthSpan } from '../../../writing/days';
import { REVIEWED_ACTIONS, usesOf } from '../../access-uses';
import { type AuditContext, countActions, eventsOfActions } from '../../audit/public';
import { listAccountEntries } from '../../auth/public';
import { BOM, csvLine } from '../../csv';
import { db } from '../../db/public';
import { recorded } from '../audited';

const MOST_EVENTS = 2_000;

/**
 * The evidence of a month: who has which role, what each person used it for, which access changed, which budgets were
 * spent and granted. The trail keeps the digest of the file, so a file can be checked later.
 *
 * @param month a month of UTC like `2026-11`
 * @throws DeskError `audit_unavailable`: no evidence is handed out
 */
export async function reviewAccess(month: string, audit: AuditContext): Promise<AccessReview> {
  const span = monthSpan(month);
  return await recorded(audit, {
    action: 'access.reviewed',
    work: async () => {
      const [accounts, counts, events] = await Promise.all([
        listAccountEntries(db()),
        countActions(db(), span),
        eventsOfActions(db(), REVIEWED_ACTIONS, span, MOST_EVENTS + 1),
      ]);
      const people = accounts.map(
        ({ id, email, name, role, disabledAt }): ReviewedPerson => ({
          ...{ account: id, email, name, role, disabledAt },
          ...usesOf(counts.filter(({ actor }) => actor === id)),
        }),
      );
      const listed = events
        .slice(-MOST_EVENTS)
        .map(({ seq, at, action, actor, detail }): ReviewedEvent => ({ seq, at, action, by: actor.email, detail }));
      const csv = fileOf(month, people, listed);
      const digest = createHash('sha256').update(csv).digest('hex');
      return { month, people, events: listed, moreEvents: events.length > MOST_EVENTS, csv, digest };
    },
    detail: ({ people, events, digest }) => ({ month, rows: people.length + events.length, digest }),
  });
}

/** One table: people first, then events. Times are UTC, so that the file is the same whoever makes it. */
function fileOf(month: string, people: readonly ReviewedPerson[], events: readonly ReviewedEvent[]): string {
  const {
    record,
    month: inMonth,
    at,
    account,
    email,
    name,
    role,
    state,
    lastUse,
    uses,
    action,
    details,
  } = REVIEW_COLUMNS;
  const titles = [record, inMonth, account, email, name, role, state, lastUse, ...USES.map((use) => uses[use])];
  const lines = [
    [...titles, at, action, details],
    ...people.map((one) => [
      ...[REVIEW_COLUMNS.person, month, one.account, one.email, one.name, ROLE_LABELS[one.role]],
      ...[one.disabledAt === null ? REVIEW_COLUMNS.active : REVIEW_COLUMNS.disabled, one.lastUse ?? ''],
      ...USES.map((use) => String(one.uses[use])),
      ...['', '', ''],
    ]),
    ...events.map((one) => [
      ...[REVIEW_COLUMNS.event, month, '', one.by ?? '', '', '', '', ''],
      ...USES.map(() => ''),
      ...[one.at, actionLabel(one.action), detailWords({ action: one.action as AuditAction, detail: one.detail })],
    ]),
  ];
  return BOM + lines.map(csvLine).join('');
}
