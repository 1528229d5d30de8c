'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { cachedListPages, customerListQuery } from '@/lib/client/customers';
import { DEFAULT_LIST, type ListParams } from '@/lib/contracts/list-params';
import { lastShownList, rememberShownList } from '../shown-list';
import { findPlace, pageAfter, pageBefore } from './neighbours';

export interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
}

/**
 * Who stands before and after this customer in the list that they were opened from. Costs nothing within a page; at its
 * edge the page beyond is asked for, as turning to it would.
 */
export function useNeighbours(uuid: string): Neighbours {
  const client = useQueryClient();
  const [place] = useState(() => findPlace(uuid, lastShownList(), cachedListPages(client)));
  const before = useEdge(pageBefore(place));
  const after = useEdge(pageAfter(place));
  const params = place?.params;
  useEffect(() => {
    // The next step starts from the page that this one reached.
    if (params) rememberShownList(params);
  }, [params]);
  if (place === undefined) return { previous: undefined, next: undefined };
  const { rows } = place.page;
  return {
    previous: (rows[place.index - 1] ?? before?.rows.at(-1))?.uuid,
    next: (rows[place.index + 1] ?? after?.rows[0])?.uuid,
  };
}

function useEdge(params: ListParams | null) {
  // Not `placeholderData`: another page's rows are nobody's neighbours here.
  const { placeholderData: _, ...query } = customerListQuery(params ?? DEFAULT_LIST);
  const { data } = useQuery({ ...query, enabled: params !== null, staleTime: Number.POSITIVE_INFINITY, retry: false });
  return params === null ? undefined : data;
}
