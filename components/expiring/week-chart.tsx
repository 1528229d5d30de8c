'use client';

import { Ltr } from '@/components/ui/ltr';
import { Skeleton } from '@/components/ui/skeleton';
import type { ExpiringParams, ExpiringSummary } from '@/lib/contracts/directory';
import { formatDay } from '@/lib/words/format';
import { formatCount } from '@/lib/words/numbers';

const HEIGHT = 96;
/** The width of a bar with its gap. */
const STEP = 20;
const BAR = 14;

interface WeekChartProps {
  summary: ExpiringSummary | undefined;
  within: ExpiringParams['within'];
}

/** Documents by week, as bars, and as a table for people who cannot see the bars. */
export function WeekChart({ summary, within }: WeekChartProps) {
  if (summary === undefined) return <Skeleton className="h-44 w-full" />;
  const { weeks, earlier } = summary;
  if (weeks.length === 0) return null;
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const title = within === 'expired' ? 'Expired by week' : 'Expiring by week';
  return (
    <section aria-label={title} className="rounded-md border border-line bg-surface p-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        <p className="text-muted text-xs">
          <bdi>
            Most in a week: {formatCount(most)}
            {earlier > 0 && `; ${formatCount(earlier)} longer ago`}
          </bdi>
        </p>
      </div>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${weeks.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="mt-3 h-24 w-full border-line border-b rtl:-scale-x-100"
      >
        {weeks.map(({ start, count }, index) => {
          const height = count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT);
          return (
            <rect
              key={start}
              x={index * STEP + (STEP - BAR) / 2}
              y={HEIGHT - height}
              width={BAR}
              height={height}
              className={within === 'expired' ? 'fill-bad' : 'fill-accent'}
            >
              <title>{`Week of ${formatDay(start)}: ${formatCount(count)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className="mt-1 flex justify-between text-muted text-xs">
        <bdi>Week of {formatDay(weeks[0]?.start ?? null)}</bdi>
        {weeks.length > 1 && <bdi>Week of {formatDay(weeks.at(-1)?.start ?? null)}</bdi>}
      </div>
      <details className="mt-2">
        <summary className="w-fit rounded-sm text-muted text-xs hover:text-ink">Show as a table</summary>
        <table aria-label={title} className="mt-2 text-xs">
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
                <td className="pe-8">
                  <Ltr>{formatDay(start)}</Ltr>
                </td>
                <td className="text-end">{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
