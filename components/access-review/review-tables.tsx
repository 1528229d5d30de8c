import { Panel } from '@/components/ui/panel';
import { type ReviewedEvent, type ReviewedPerson, USES } from '@/lib/contracts/access-review';
import type { AuditAction } from '@/lib/contracts/audit-details';
import { REVIEW_COLUMNS as WORDS } from '@/lib/words/access-review';
import { actionLabel } from '@/lib/words/audit';
import { detailWords } from '@/lib/words/audit-details';
import { utcText } from '@/lib/words/audit-time';
import { formatCount } from '@/lib/words/numbers';
import { ROLE_LABELS } from '@/lib/words/roles';

const CELL = 'border-line border-t px-2 py-1 text-start align-top';

/** Who has which role, and what each person used it for. */
export function ReviewPeople({ people }: { people: readonly ReviewedPerson[] }) {
  return (
    <Panel title="People" bodyClassName="p-0">
      {/* A scroll container must be reachable by the keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section aria-label="Table of people" tabIndex={0} className="overflow-x-auto">
        <table aria-label="People" className="w-full text-xs">
          <thead>
            <tr>
              {[WORDS.name, WORDS.role, WORDS.state, WORDS.lastUse, ...USES.map((use) => WORDS.uses[use])].map(
                (title) => (
                  <th key={title} scope="col" className="px-2 py-1 text-start align-bottom font-medium text-muted">
                    {title}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.account}>
                <th scope="row" className={`${CELL} font-normal`}>
                  <bdi className="block font-medium">{person.name}</bdi>
                  <bdi dir="ltr" className="text-muted">
                    {person.email}
                  </bdi>
                </th>
                <td className={CELL}>{ROLE_LABELS[person.role]}</td>
                <td className={CELL}>{person.disabledAt === null ? WORDS.active : WORDS.disabled}</td>
                <td className={CELL}>
                  <bdi>{person.lastUse === null ? WORDS.never : utcText(person.lastUse)}</bdi>
                </td>
                {USES.map((use) => (
                  <td key={use} className={`${CELL} tabular-nums`}>
                    {formatCount(person.uses[use])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

/** Changes of access, spent budgets, grants and earlier reviews. */
export function ReviewEvents({ events, isCut }: { events: readonly ReviewedEvent[]; isCut: boolean }) {
  return (
    <Panel title="Changes, budgets and reviews" bodyClassName="p-0">
      {events.length === 0 && (
        <p className="px-4 py-3 text-muted">
          <bdi>Nothing of this kind happened in this month.</bdi>
        </p>
      )}
      {isCut && (
        <p className="px-4 py-3 text-muted">
          <bdi>There were more events: the audit log has them all.</bdi>
        </p>
      )}
      <ul className="text-xs">
        {events.map((event) => (
          <li key={event.seq} className="flex flex-wrap gap-x-3 border-line border-t px-4 py-1 first:border-t-0">
            <bdi dir="ltr" className="text-muted">
              {utcText(event.at)}
            </bdi>
            <bdi className="font-medium">{actionLabel(event.action)}</bdi>
            <bdi>{detailWords({ action: event.action as AuditAction, detail: event.detail })}</bdi>
            <bdi dir="ltr" className="text-muted">
              {event.by}
            </bdi>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
