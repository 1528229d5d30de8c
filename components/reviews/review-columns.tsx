'use client';

import { createContext, useContext } from 'react';
import { useTimeZone } from '@/components/shell/clock';
import { PageLink } from '@/components/shell/page-link';
import { useCan } from '@/components/shell/viewer-context';
import type { ColumnLook } from '@/components/table/column-look';
import { tableColumns } from '@/components/table/table-model';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import type { Review } from '@/lib/contracts/reviews';
import { routes } from '@/lib/routes';
import { eventNumber } from '@/lib/words/audit';
import { formatMoment } from '@/lib/words/format';
import { nameOrGone, personTitle } from '@/lib/words/people';
import { REVIEW_PAGE_WORDS, reviewNumber, reviewSentence } from '@/lib/words/reviews';
import { ROLE_LABELS } from '@/lib/words/roles';

/** The rows that a sentence links to at first sight; the audit log shows those that follow. */
const LINKED = 8;

type ReviewColumnId = 'number' | 'sentence' | 'person' | 'found' | 'state';

/** On a phone a row is a card: number and time, the sentence, whom it is about, and how it was closed. */
const REVIEW_LOOKS: Record<ReviewColumnId, ColumnLook> = {
  number: { label: 'Review', min: 84, bone: 'w-10', cell: 'on-card py-2' },
  sentence: {
    ...{ label: 'Sentence', min: 300, share: 'rest', bone: 'w-96' },
    cell: 'on-card whitespace-normal py-2 max-sm:col-span-full max-sm:row-start-2',
  },
  person: {
    ...{ label: 'Person', min: 200, share: '20%', bone: 'w-36' },
    cell: 'on-card py-2 max-sm:col-span-full max-sm:row-start-3',
  },
  found: {
    ...{ label: 'Found', min: 160, share: '14%', bone: 'w-28' },
    cell: 'on-card whitespace-normal py-2 max-sm:col-start-3 max-sm:row-start-1',
  },
  state: {
    ...{ label: 'State', min: 220, share: '20%', bone: 'w-24' },
    cell: 'on-card whitespace-normal py-2 max-sm:col-span-full max-sm:row-start-4',
  },
};

/** Begins to close a review. A context, because the columns stand at module scope. */
export const BeginClosing = createContext<(review: Review) => void>(() => undefined);

export const reviewColumns = tableColumns<Review, ReviewColumnId>(REVIEW_LOOKS, {
  number: ({ number }) => <Ltr className="tabular-nums">{reviewNumber(number)}</Ltr>,
  sentence: (review) => (
    <>
      <p className="wrap-anywhere">
        <bdi>{reviewSentence(review)}</bdi>
      </p>
      <p className="flex flex-wrap gap-x-2 text-xs">
        <bdi className="text-muted">{REVIEW_PAGE_WORDS.events}</bdi>
        {review.events.slice(0, LINKED).map((seq) => (
          <PageLink
            key={seq}
            href={routes.audit({ before: seq + 1 })}
            title={REVIEW_PAGE_WORDS.toEvent(eventNumber(seq))}
            // Two numbers side by side are targets of 24 px each.
            className="inline-block min-w-6 rounded-sm text-center text-accent leading-6 tabular-nums hover:underline"
          >
            <Ltr>{eventNumber(seq)}</Ltr>
          </PageLink>
        ))}
        {review.rows > LINKED && (
          <span className="text-muted">
            <bdi>{REVIEW_PAGE_WORDS.more(review.rows - LINKED)}</bdi>
          </span>
        )}
      </p>
    </>
  ),
  person: ({ person }) =>
    person === null ? (
      <span className="text-muted">{REVIEW_PAGE_WORDS.wholeDesk}</span>
    ) : (
      <>
        <span dir="auto" title={person.name ? personTitle(person.name) : undefined} className="clip font-medium">
          {nameOrGone(person.name)}
        </span>
        <span className="clip text-muted text-xs">{person.role && ROLE_LABELS[person.role]}</span>
      </>
    ),
  found: ({ foundAt }) => <Moment at={foundAt} />,
  state: (review) => <StateCell review={review} />,
});

function Moment({ at }: { at: string }) {
  const zone = useTimeZone();
  return (
    <time dateTime={at}>
      <bdi dir="ltr">{formatMoment(at, zone)}</bdi>
    </time>
  );
}

function StateCell({ review }: { review: Review }) {
  const begin = useContext(BeginClosing);
  const mayClose = useCan('reviews:close');
  const { closed, own, number } = review;
  if (closed !== null) {
    return (
      <>
        <p className="wrap-anywhere" dir="auto">
          {closed.word}
        </p>
        <p className="text-muted text-xs">
          <bdi title={closed.by ? personTitle(closed.by) : undefined}>{nameOrGone(closed.by)}</bdi>{' '}
          <Moment at={closed.at} />
        </p>
      </>
    );
  }
  if (own)
    return (
      <span className="text-muted">
        <bdi>{REVIEW_PAGE_WORDS.own}</bdi>
      </span>
    );
  if (!mayClose) return <span className="text-muted">{REVIEW_PAGE_WORDS.open}</span>;
  return (
    <Button size="sm" aria-label={REVIEW_PAGE_WORDS.closeNumber(reviewNumber(number))} onClick={() => begin(review)}>
      {REVIEW_PAGE_WORDS.close}
    </Button>
  );
}
