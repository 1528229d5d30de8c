import 'server-only';
import type { ReviewPage, ReviewState } from '../../../contracts/reviews';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { namePeople } from '../../auth/public';
import { db } from '../../db/public';
import { readFindings } from '../../reviews/public';
import { auditScopeOf } from '../audit/scope';
import { recorded } from '../audited';

/**
 * A page of the sentences that the rules have said, with the names that people have now. Reading is recorded. A person without `audit:all` sees the sentences
 * that rest on events about customers, as in the audit log.
 * @throws DeskError `audit_unavailable`
 */
export async function listReviews(
  query: { state: ReviewState; before?: number | undefined },
  viewer: Viewer,
  audit: AuditContext,
): Promise<ReviewPage> {
  const reader = { account: viewer.accountId, scope: auditScopeOf(viewer) };
  return await recorded(audit, {
    action: 'reviews.read',
    work: async () => {
      const { reviews, next } = await readFindings(db(), reader, query);
      const ids = reviews.flatMap(({ person, closed }) => [person?.id, closed?.by]);
      const people = await namePeople(
        db(),
        ids.filter((id) => typeof id === 'string'),
      );
      const nameOf = (id: string | null) => (id === null ? null : (people[id] ?? null));
      const named = reviews.map(({ person, closed, ...review }) => ({
        ...review,
        person: person && { ...person, name: nameOf(person.id) },
        closed: closed && { ...closed, by: nameOf(closed.by) },
      }));
      return { reviews: named, next };
    },
    detail: () => ({ filters: query.state === 'open' ? [] : ['closed'] }),
  });
}
