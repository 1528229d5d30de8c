'use client';

import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { noteNeighbour, type ShownPlace, shownPlace } from '@/components/address/list-places';
import { lastShownList, rememberShownList } from '@/components/address/shown-list';
import { cachedListPages, customerListQuery } from '@/lib/client/customers';
import { expiringNeighboursQuery } from '@/lib/client/expiring';
import { fetchNeighboursAhead } from '@/lib/client/list-ahead';
import { neighboursQuery } from '@/lib/client/search';
import { DEFAULT_EXPIRING } from '@/lib/contracts/expiring';
import { DEFAULT_LIST, type ListParams } from '@/lib/contracts/list-params';
import { formatCount } from '@/lib/words/numbers';
import { findPlace, pageAfter, pageBefore } from './neighbours';

export interface NeighbourIds {
  previous: string | undefined;
  next: string | undefined;
  /** Where the customer stands in the list; `null` for one whose place is not known. */
  place: ShownPlace | null;
  /** Whether a neighbour is still being looked for. */
  loading: boolean;
  /** Set when a neighbour could not be loaded, to tell that apart from the end of the list. */
  failed: { retry: () => void; retrying: boolean } | null;
}

const NO_NEIGHBOURS: NeighbourIds = {
  previous: undefined,
  next: undefined,
  place: null,
  loading: false,
  failed: null,
};

/**
 * The customers before and after this one in the list or result that the customer was opened from. Within a page of
 * Sentinel's list they come from the cache; at its edge this hook loads the next page, as turning the page would. For
 * search results and expiring documents it asks the directory, which knows the whole result.
 */
export function useNeighbours(uuid: string): NeighbourIds {
  const client = useQueryClient();
  const [shown] = useState(lastShownList);
  const inList = useNeighboursInList(uuid, shown?.kind === 'list' ? shown.params : undefined);
  const result = shown?.kind === 'result' ? shown.query : null;
  const expiring = shown?.kind === 'expiring' ? shown.params : null;
  const inResult = useQuery({ ...neighboursQuery(result ?? {}, uuid), enabled: uuid !== '' && result !== null });
  const inExpiring = useQuery({
    ...expiringNeighboursQuery(expiring ?? DEFAULT_EXPIRING, uuid),
    enabled: uuid !== '' && expiring !== null,
  });
  const asked = result === null ? inExpiring : inResult;
  const { previous, next } = asked.data ?? {};
  const isSettled = asked.data !== undefined;
  useEffect(() => {
    if (!isSettled) return;
    if (previous != null) noteNeighbour(uuid, previous, -1);
    if (next == null) return;
    noteNeighbour(uuid, next, 1);
    // Who comes after the next customer, so that the key after next need not wait. Their record is not asked for:
    // opening it is recorded, and nobody has opened it (decision 59).
    void fetchNeighboursAhead(() =>
      result === null
        ? expiring && client.prefetchQuery(expiringNeighboursQuery(expiring, next))
        : client.prefetchQuery(neighboursQuery(result, next)),
    );
  }, [isSettled, previous, next, uuid, client, result, expiring]);
  if (result === null && expiring === null) return inList;
  return {
    previous: previous ?? undefined,
    next: next ?? undefined,
    place: shownPlace(uuid),
    loading: asked.isPending,
    failed: failureOf([asked]),
  };
}

function useNeighboursInList(uuid: string, shown: ListParams | undefined): NeighbourIds {
  const client = useQueryClient();
  const [place] = useState(() => findPlace(uuid, shown, cachedListPages(client)));
  const before = useEdge(pageBefore(place));
  const after = useEdge(pageAfter(place));
  const params = place?.params;
  useEffect(() => {
    // The next step starts from the list page that holds this customer.
    if (params) rememberShownList({ kind: 'list', params });
  }, [params]);
  if (place === undefined) return NO_NEIGHBOURS;
  const { rows, total } = place.page;
  return {
    previous: (rows[place.index - 1] ?? before.data?.rows.at(-1))?.uuid,
    next: (rows[place.index + 1] ?? after.data?.rows[0])?.uuid,
    place: {
      number: (place.params.page - 1) * place.params.perPage + place.index + 1,
      total: formatCount(total),
    },
    loading: [before, after].some(({ data, isFetching }) => data === undefined && isFetching),
    failed: failureOf([before, after]),
  };
}

function useEdge(params: ListParams | null) {
  // Without `placeholderData`: the rows of another page are not this customer's neighbours.
  const { placeholderData: _, ...query } = customerListQuery(params ?? DEFAULT_LIST);
  const edge = useQuery({ ...query, enabled: params !== null, staleTime: Number.POSITIVE_INFINITY, retry: false });
  return params === null ? NO_EDGE : edge;
}

const NO_EDGE = { data: undefined, isError: false, isFetching: false, refetch: () => undefined } as const;

type Asked = Pick<UseQueryResult, 'isError' | 'isFetching' | 'refetch'>;

function failureOf(calls: readonly (Asked | typeof NO_EDGE)[]): NeighbourIds['failed'] {
  const failed = calls.filter((call) => call.isError);
  if (failed.length === 0) return null;
  return {
    retry: () => {
      for (const call of failed) void call.refetch();
    },
    retrying: failed.some((call) => call.isFetching),
  };
}
