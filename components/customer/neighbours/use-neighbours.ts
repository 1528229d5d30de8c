'use client';

import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { lastShownList, rememberShownList } from '@/components/address/shown-list';
import { cachedListPages, customerListQuery } from '@/lib/client/customers';
import { expiringNeighboursQuery } from '@/lib/client/expiring';
import { neighboursQuery } from '@/lib/client/search';
import { DEFAULT_EXPIRING } from '@/lib/contracts/directory';
import { DEFAULT_LIST, type ListParams } from '@/lib/contracts/list-params';
import { findPlace, pageAfter, pageBefore } from './neighbours';

interface NeighbourIds {
  previous: string | undefined;
  next: string | undefined;
  /** Set when a neighbour could not be loaded, to tell that apart from the end of the list. */
  failed: { retry: () => void; retrying: boolean } | null;
}

const NO_NEIGHBOURS: NeighbourIds = { previous: undefined, next: undefined, failed: null };

/**
 * The customers before and after this one in the list or result that the customer was opened from. Within a page of
 * Sentinel's list they come from the cache; at its edge this hook loads the next page, as turning the page would. For
 * search results and expiring documents it asks the directory, which knows the whole result.
 */
export function useNeighbours(uuid: string): NeighbourIds {
  const [shown] = useState(lastShownList);
  const inList = useNeighboursInList(uuid, shown?.kind === 'list' ? shown.params : undefined);
  const inResult = useQuery({
    ...neighboursQuery(shown?.kind === 'result' ? shown.query : {}, uuid),
    enabled: uuid !== '' && shown?.kind === 'result',
  });
  const inExpiring = useQuery({
    ...expiringNeighboursQuery(shown?.kind === 'expiring' ? shown.params : DEFAULT_EXPIRING, uuid),
    enabled: uuid !== '' && shown?.kind === 'expiring',
  });
  if (shown?.kind !== 'result' && shown?.kind !== 'expiring') return inList;
  const asked = shown.kind === 'result' ? inResult : inExpiring;
  return {
    previous: asked.data?.previous ?? undefined,
    next: asked.data?.next ?? undefined,
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
  const { rows } = place.page;
  return {
    previous: (rows[place.index - 1] ?? before.data?.rows.at(-1))?.uuid,
    next: (rows[place.index + 1] ?? after.data?.rows[0])?.uuid,
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
