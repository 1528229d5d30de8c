'use client';

import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useNow } from '@/components/shell/clock';
import { runShortcut } from '@/components/shell/hotkey';
import { useDownload } from '@/components/shell/use-download';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { Select } from '@/components/ui/select';
import { accessReviewFile, makeAccessReview } from '@/lib/client/access-review';
import type { AccessReview } from '@/lib/contracts/access-review';
import { monthName, REVIEW_COLUMNS } from '@/lib/words/access-review';
import { monthsBefore } from '@/lib/writing/days';
import { ReviewEvents, ReviewPeople } from './review-tables';

/** Months that the page offers: a year, and this one. */
const OFFERED = 13;

/** The evidence of a month: made, saved and shown by one press; the browser prints what is shown. */
export function AccessReviewPage() {
  const months = monthsBefore(useNow(), OFFERED);
  // The last whole month.
  const [month, setMonth] = useState(months[1] ?? months[0] ?? '');
  const [review, setReview] = useState<AccessReview | null>(null);
  const { state, start, stepUp } = useDownload<never>();
  const make = () =>
    start(async ({ signal }) => {
      const made = await makeAccessReview(month, signal);
      setReview(made);
      return accessReviewFile(made);
    });
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="me-auto font-semibold text-xl">Access review</h1>
        <Select
          label="Month"
          className="print:hidden"
          value={month}
          options={months.map((value) => ({ value, label: monthName(value) }))}
          onValueChange={setMonth}
        />
        <Button variant="primary" className="print:hidden" loading={state.phase === 'running'} onClick={make}>
          <Download aria-hidden />
          Make evidence
        </Button>
        {review !== null && (
          <Button className="print:hidden" onClick={() => runShortcut('print')}>
            <Printer aria-hidden />
            Print
          </Button>
        )}
      </div>
      {state.phase === 'failed' && <CallProblem error={state.error} />}
      {review === null ? (
        <p className="max-w-2xl text-muted">
          <bdi>
            Who has which role, what each person used it for, which access changed, and which budgets were spent and
            granted in a month of UTC. The evidence is saved as CSV and shown here for printing. That it was made is
            recorded.
          </bdi>
        </p>
      ) : (
        <>
          <Alert role="status" tone="good" title={REVIEW_COLUMNS.made(monthName(review.month))}>
            <Ltr className="break-all font-mono text-xs">{review.digest}</Ltr>
          </Alert>
          <ReviewPeople people={review.people} />
          <ReviewEvents events={review.events} isCut={review.moreEvents} />
        </>
      )}
      {stepUp}
    </div>
  );
}
