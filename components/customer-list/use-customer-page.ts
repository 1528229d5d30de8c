'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { customerListQuery } from '@/lib/client/customers';
import type { ListParams } from '@/lib/contracts/list-params';

/**
 * One page of the list, and the next one fetched ahead once this one is here. Turning the page then costs no wait, and
 * the vendor is asked once more per page looked at, never for pages that nobody comes near.
 */
export function useCustomerPage(params: ListParams) {
  const queryClient = useQueryClient();
  const query = useQuery(customerListQuery(params));
  const arrived = query.isSuccess && !query.isPlaceholderData;
  const hasNext = arrived && params.page < query.data.lastPage;
  useEffect(() => {
    if (!hasNext) return;
    // No retry: a page that nobody has asked for yet may fail in silence. Asked for, it is fetched like any other.
    void queryClient.prefetchQuery({ ...customerListQuery({ ...params, page: params.page + 1 }), retry: false });
  }, [hasNext, params, queryClient]);
  return query;
}
