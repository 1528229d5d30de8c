import { Badge } from '@/components/ui/badge';
import type { AuditEntry } from '@/lib/contracts/audit';
import { sentence } from '@/lib/words/activity';
import { outcomeWords } from '@/lib/words/audit';
import { detailWords } from '@/lib/words/audit-details';
import { utcText } from '@/lib/words/audit-time';
import { formatMoment } from '@/lib/words/format';

/** One audit entry: actor, action, time and details. The outcome shows only when it is not plain success. */
export function ActivityEntry({ entry, viewerId }: { entry: AuditEntry; viewerId: string }) {
  const { who, title, did } = sentence(entry, viewerId);
  const details = detailWords(entry);
  const outcome = outcomeWords(entry);
  return (
    <li className="flex flex-col gap-0.5 border-line border-t px-4 py-2 first:border-t-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className="min-w-0 wrap-anywhere">
          <bdi>
            <bdi className="font-medium" title={title}>
              {who}
            </bdi>{' '}
            {did}
          </bdi>
        </p>
        <time dateTime={entry.at} title={utcText(entry.at)} className="shrink-0 text-muted text-xs">
          <bdi dir="ltr">{formatMoment(entry.at)}</bdi>
        </time>
      </div>
      {(details !== '' || !outcome.plain) && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
          {details !== '' && <bdi className="min-w-0 wrap-anywhere">{details}</bdi>}
          {!outcome.plain && <Badge tone={outcome.tone}>{outcome.label}</Badge>}
        </div>
      )}
    </li>
  );
}
