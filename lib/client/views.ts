import { queryOptions } from '@tanstack/react-query';
import type { NewView, SavedView, ViewCounts, ViewList, ViewPage, ViewPatch } from '../contracts/views';
import { viewApi } from '../view-routes';
import { ownTimeZone } from '../writing/zones';
import { json, request, requestJson } from './request';

const FRESH_FOR = 30_000;

export const viewsQuery = queryOptions({
  queryKey: ['views'] as const,
  queryFn: ({ signal }) => requestJson<ViewList>(viewApi.views(), { signal }),
  staleTime: FRESH_FOR,
});

/** Under the key of the views, so that a changed view is counted anew. */
export function viewCountsQuery(page: ViewPage) {
  return queryOptions({
    queryKey: ['views', 'counts', page] as const,
    queryFn: ({ signal }) => requestJson<ViewCounts>(viewApi.counts(page, ownTimeZone()), { signal }),
    staleTime: FRESH_FOR,
  });
}

export async function saveView(view: NewView): Promise<{ id: string }> {
  return await requestJson<{ id: string }>(viewApi.views(), json('POST', view));
}

export async function changeView(id: SavedView['id'], patch: ViewPatch): Promise<SavedView> {
  return await requestJson<SavedView>(viewApi.view(id), json('PATCH', patch));
}

export async function removeView(id: SavedView['id']): Promise<void> {
  await request(viewApi.view(id), { method: 'DELETE' });
}
