import { expect, test } from 'vitest';
import { ApiError } from '@/lib/client/api-error';
import { clearsThePage } from './use-customer';

test.each(['wrong_person', 'not_found', 'forbidden', 'unauthenticated'] as const)(
  'no data stays after %s: it may belong to another person, or not to this viewer’s eyes',
  (code) => {
    expect(clearsThePage(new ApiError(code, 'x', 403))).toBe(true);
  },
);

test.each(['network', 'internal', 'sentinel_timeout', 'sentinel_unavailable', 'database_unavailable'] as const)(
  'data stays, with its age, after %s',
  (code) => {
    expect(clearsThePage(new ApiError(code, 'x', 503))).toBe(false);
  },
);
