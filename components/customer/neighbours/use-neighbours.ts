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
  /** Somebody could not be asked for: this is not the end of the list. */
  failed: { retry: () => void; retrying: boolean } | null;
}

const NOBODY: NeighbourIds = { previous: undefined, next: undefined, failed: null };

/**
 * Who stands before and after this customer in the list or result that they were opened from. In Sentinel's own list it
 * costs nothing within a page; at its edge the page beyond is asked for, as turning to it would. In a result, and among
 * the expiring documents, the directory is asked, which knows the whole of it.
 *
 * @param uuid empty while the page doesn't know yet whose it is
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
    // The next step starts from the page that this one reached.
    if (params) rememberShownList({ kind: 'list', params });
  }, [params]);
  if (place === undefined) return NOBODY;
  const { rows } = place.page;
  return {
    previous: (rows[place.index - 1] ?? before.data?.rows.at(-1))?.uuid,
    next: (rows[place.index + 1] ?? after.data?.rows[0])?.uuid,
    failed: failureOf([before, after]),
  };
}

function useEdge(params: ListParams | null) {
  // Not `placeholderData`: another page's rows are nobody's neighbours here.
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
