'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { ApiError } from '@/lib/client/api-error';
import { customerQuery, knownRow } from '@/lib/client/customers';
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
  const [row, setRow] = useState(() => knownRow(client, uuid));
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const failure = refusal ?? asApiError(query.error);
  const cleared = failure !== null && clearsThePage(failure);
  // The row goes for good, so that trying again does not show it for a moment.
  if (cleared && row) setRow(undefined);
  const { refetch } = query;

  return {
    /** The directory's row, which is the same however the page was opened; without one the list's, if this tab has it. */
    row: cleared ? undefined : (query.data?.row ?? row),
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
