import type { FocusEventHandler, Ref } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import type { SessionEntry } from '@/lib/contracts/accounts';
import { formatMoment, NOTHING } from '@/lib/words/format';
import { METHOD_WORDS } from '@/lib/words/sign-in';

interface SessionListProps {
  /** The table's accessible name. */
  label: string;
  sessions: readonly SessionEntry[];
  /** The id of the session that is being ended. */
  ending: string | null;
  onEnd: (session: SessionEntry) => void;
  /** For a page whose keys move between the rows. */
  body?: Ref<HTMLTableSectionElement>;
  onFocus?: FocusEventHandler<HTMLElement>;
}

const CELL = 'border-line border-b px-3 py-2 align-top first:ps-4 last:pe-4';

/** Running sessions: device, address, start, last use, and a button to end each session. */
export function SessionList({ label, sessions, ending, onEnd, body, onFocus }: SessionListProps) {
  return (
    // `relative`: text for screen readers alone must not widen the page from outside this box.
    <div className="relative overflow-x-auto">
      <table aria-label={label} className="w-full min-w-[40rem] border-separate border-spacing-0">
        <thead>
          <tr className="h-9 bg-canvas text-start text-muted text-xs">
            {['Device', 'Signed in', 'Last used', 'Address'].map((head) => (
              <th key={head} scope="col" className={`${CELL} text-start font-medium`}>
                {head}
              </th>
            ))}
            <th scope="col" className={CELL}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body} onFocus={onFocus}>
          {sessions.map((session, index) => (
            <tr key={session.id} data-index={index} tabIndex={-1}>
              <td className={CELL}>
                <span className="flex flex-wrap items-center gap-2">
                  {session.device}
                  {session.current && <Badge tone="good">This session</Badge>}
                </span>
              </td>
              <td className={CELL}>
                <bdi>{formatMoment(session.createdAt)}</bdi>
                <span className="block text-muted text-xs">{METHOD_WORDS[session.method]}</span>
              </td>
              <td className={CELL}>
                <bdi>{formatMoment(session.lastSeenAt)}</bdi>
              </td>
              <td className={CELL}>{session.address ? <Ltr>{session.address}</Ltr> : NOTHING}</td>
              <td className={`${CELL} text-end`}>
                <Button
                  size="sm"
                  loading={ending === session.id}
                  aria-label={`End the session of ${session.device}${session.current ? ', this one' : ''}`}
                  onClick={() => onEnd(session)}
                >
                  End
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
