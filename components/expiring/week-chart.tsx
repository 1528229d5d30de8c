'use client';

import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import { Skeleton } from '@/components/ui/skeleton';
import type { ExpiringParams, ExpiringSummary } from '@/lib/contracts/expiring';
import { formatDay } from '@/lib/words/format';
import { formatCount } from '@/lib/words/numbers';
import { chartTitle, weekText } from '@/lib/words/worklist';

/** The height of the tallest bar, px. */
const HEIGHT = 40;
/** Of more weeks than this, each bar has room for its number only on a wide screen. */
const FEW = 14;

interface WeekChartProps {
  summary: ExpiringSummary | undefined;
  params: ExpiringParams;
}

/** Documents by week, as low bars with their numbers, and as a table for people who cannot see the bars. */
export function WeekChart({ summary, params }: WeekChartProps) {
  if (summary === undefined) return <Skeleton className="h-28 w-full" />;
  const { weeks, earlier } = summary;
  if (weeks.length === 0) return null;
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const title = chartTitle(params);
  const many = weeks.length > FEW;
  return (
    <section aria-label={title} className="rounded-md border border-line bg-surface px-4 py-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-medium">{title}</h2>
        {earlier > 0 && (
          <p className="text-muted text-xs">
            <bdi>{formatCount(earlier)} longer ago</bdi>
          </p>
        )}
      </div>
      <div aria-hidden="true" className="mt-1 overflow-x-auto">
        <div className="flex items-end gap-px border-line border-b">
          {weeks.map(({ start, count }) => (
            <div
              key={start}
              title={`${weekText(start)}: ${formatCount(count)}`}
              className="flex min-w-2 flex-1 flex-col items-center justify-end"
            >
              <span className={cn('text-[0.6875rem] text-muted leading-4 tabular-nums', many && 'max-lg:hidden')}>
                {count > 0 && formatCount(count)}
              </span>
              <span
                style={{ height: count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT) }}
                className={cn('w-full max-w-8', params.within === 'expired' ? 'bg-bad' : 'bg-accent')}
              />
            </div>
          ))}
        </div>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-4 text-muted text-xs">
        <bdi>{weekText(weeks[0]?.start ?? '')}</bdi>
        <details className="flex-1 whitespace-nowrap text-center max-sm:order-last max-sm:basis-full">
          <summary className="mx-auto w-fit rounded-sm hover:text-ink">Show as a table</summary>
          <table aria-label={title} className="mx-auto mt-1">
            <thead>
              <tr className="text-muted">
                <th scope="col" className="pe-8 text-start font-medium">
                  Week of
                </th>
                <th scope="col" className="text-end font-medium">
                  Documents
                </th>
              </tr>
            </thead>
            <tbody>
              {weeks.map(({ start, count }) => (
                <tr key={start}>
                  <td className="pe-8 text-start">
                    <Ltr>{formatDay(start)}</Ltr>
                  </td>
                  <td className="text-end">{formatCount(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
        {weeks.length > 1 && <bdi>{weekText(weeks.at(-1)?.start ?? '')}</bdi>}
      </div>
    </section>
  );
}
