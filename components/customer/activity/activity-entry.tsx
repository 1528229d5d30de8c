import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { AuditEntry } from '@/lib/contracts/audit';
import { isLook } from '@/lib/contracts/audit-scopes';
import type { People } from '@/lib/contracts/people';
import { repeatedSentence, sentence, TIMES_SHOWN } from '@/lib/words/activity';
import { outcomeWords } from '@/lib/words/audit';
import { detailWords } from '@/lib/words/audit-details';
import { formatSpan, utcText } from '@/lib/words/audit-time';
import { formatMoment } from '@/lib/words/format';
import type { ActivityLine } from './activity-lines';

interface ActivityEntryProps {
  line: ActivityLine;
  viewerId: string;
  people: People;
}

/** One line: actor, action, time and details. Repeated looks say how often, and show each of them on demand. */
export function ActivityEntry({ line: { entries, mayBeMore }, viewerId, people }: ActivityEntryProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const [entry, ...others] = entries;
  const oldest = others.at(-1);
  const { action } = entry;
  const isFold = oldest !== undefined && isLook(action);
  const { who, title, did } = isFold
    ? repeatedSentence({ action, actor: entry.actor, count: entries.length, mayBeMore }, viewerId, people)
    : sentence(entry, viewerId, people);
  const details = detailWords(entry, people);
  const outcome = outcomeWords(entry);
  return (
    // The focus comes here when the button that showed the line has gone.
    <li
      tabIndex={-1}
      data-line={entry.seq}
      className="flex flex-col gap-0.5 border-line border-t px-4 py-2 first:border-t-0"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className="min-w-0 wrap-anywhere">
          <bdi>
            <bdi className="font-medium" title={title}>
              {who}
            </bdi>{' '}
            {did}
          </bdi>
        </p>
        {isFold ? (
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={isUnfolded}
            title={TIMES_SHOWN}
            data-printed
            onClick={() => setUnfolded(!isUnfolded)}
            className="h-auto px-0 font-normal text-muted underline decoration-dotted underline-offset-2"
          >
            <bdi dir="ltr">{formatSpan(oldest.at, entry.at)}</bdi>
          </Button>
        ) : (
          <Moment entry={entry} />
        )}
      </div>
      {(details !== '' || !outcome.plain) && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
          {details !== '' && <bdi className="min-w-0 wrap-anywhere">{details}</bdi>}
          {!outcome.plain && <Badge tone={outcome.tone}>{outcome.label}</Badge>}
        </div>
      )}
      {isFold && isUnfolded && (
        <div className="flex flex-col items-end gap-0.5">
          {entries.map((one) => (
            <Moment key={one.seq} entry={one} />
          ))}
        </div>
      )}
    </li>
  );
}

function Moment({ entry: { at } }: { entry: AuditEntry }) {
  return (
    <time dateTime={at} title={utcText(at)} className="shrink-0 text-muted text-xs">
      <bdi dir="ltr">{formatMoment(at)}</bdi>
    </time>
  );
}
