'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useFirstAnswer } from '@/components/shell/use-first-answer';
import { ApiError } from '@/lib/client/api-error';
import { customerQuery, knownRecordQuery, knownRow, knownRowAsOf } from '@/lib/client/customers';
import type { FirstAnswer } from '@/lib/contracts/answers';
import type { KnownRecord, OpenedCustomer } from '@/lib/contracts/customer';
import type { ErrorCode } from '@/lib/contracts/errors';

/** After these errors no data may stay: it belongs to another person, to no customer, or not to this viewer's eyes. */
const CLEARS_THE_PAGE: readonly (ErrorCode | 'network')[] = [
  'wrong_person',
  'not_found',
  'forbidden',
  'unauthenticated',
];

export function clearsThePage(error: ApiError): boolean {
  return CLEARS_THE_PAGE.includes(error.code);
}

/** One customer: the list's row, then Sentinel's answer or the reason why there is none. */
export function useCustomer(uuid: string) {
  const client = useQueryClient();
  const query = useQuery(customerQuery(uuid));
  // Comes with the answer's own call, while Sentinel is slow or away.
  const known = useQuery(knownRecordQuery(uuid)).data;
  const [row, setRow] = useState(() => knownRow(client, uuid));
  const [rowAsOf] = useState(() => knownRowAsOf(client, uuid));
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const failure = refusal ?? asApiError(query.error);
  const cleared = failure !== null && clearsThePage(failure);
  // The row goes for good, so that trying again does not show it for a moment.
  if (cleared && row) setRow(undefined);
  useEffect(() => {
    if (cleared) client.removeQueries({ queryKey: knownRecordQuery(uuid).queryKey });
  }, [cleared, client, uuid]);
  const { refetch } = query;

  return {
    /** The directory's row, which is the same however the page was opened; without one the list's, if this tab has it. */
    row: cleared ? undefined : (query.data?.row ?? known?.row ?? row),
    /** Of when that is: Sentinel's answer, what the directory says in its place, or the list's row. */
    asOf: query.data?.asOf ?? known?.asOf ?? rowAsOf,
    customer: cleared ? undefined : query.data,
    failure,
    fetching: query.isFetching,
    retry: useCallback(() => {
      setRefusal(null);
      void refetch();
    }, [refetch]),
    /** A panel (images, contact) reports an error after which this customer must not be shown. */
    refuse: useCallback((error: ApiError) => {
      if (clearsThePage(error)) setRefusal(error);
    }, []),
  };
}

function asApiError(error: Error | null): ApiError | null {
  if (error === null || error instanceof ApiError) return error;
  return new ApiError('internal', 'The answer could not be read. Try again.', 0);
}

/** A customer as the page's first HTML shows them. */
export type FirstRecord = FirstAnswer<OpenedCustomer, KnownRecord>;

/** Gives the data of the first HTML to the queries that would ask for them. Call it before {@link useCustomer}. */
export function useFirstRecord(uuid: string, first: FirstRecord | null): void {
  const client = useQueryClient();
  useFirstAnswer(customerQuery(uuid), first, noAnswer);
  useState(() => {
    const { queryKey } = knownRecordQuery(uuid);
    if (first?.known && client.getQueryData(queryKey) === undefined) client.setQueryData(queryKey, first.known);
  });
}

/** What the directory knows is no answer of Sentinel, and has a query of its own. */
const noAnswer = () => undefined;
