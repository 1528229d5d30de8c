import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ReviewPage, ReviewState } from '../contracts/reviews';
import { reviewApi as api } from '../review-routes';
import { json, request, requestJson } from './request';

export function reviewsQuery(state: ReviewState) {
  return infiniteQueryOptions({
    queryKey: ['reviews', state] as const,
    queryFn: ({ pageParam, signal }) => requestJson<ReviewPage>(api.reviews(state, pageParam ?? undefined), { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
}

export async function closeReview(number: number, word: string): Promise<void> {
  await request(api.close(number), json('POST', { word }));
}
