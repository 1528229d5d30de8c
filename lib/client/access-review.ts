import { auditApi } from '../audit-routes';
import type { AccessReview } from '../contracts/access-review';
import { json, requestJson } from './request';

/** Makes the evidence of a month of UTC. That it was made is recorded, with the file's digest. */
export function makeAccessReview(month: string, signal: AbortSignal): Promise<AccessReview> {
  return requestJson(auditApi.accessReview(), { ...json('POST', { month }), signal });
}

/** The evidence as a file, with exactly the bytes of the digest. */
export function accessReviewFile({ month, csv }: AccessReview): File {
  return new File([csv], `access-review-${month}.csv`, { type: 'text/csv;charset=utf-8' });
}
