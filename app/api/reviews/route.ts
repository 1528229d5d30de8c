import { reviewQuerySchema } from '@/lib/contracts/review-requests';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { listReviews } from '@/lib/server/use-cases/reviews/list';

export const GET = withAccess(
  'GET /api/reviews',
  'reviews:read',
  async ({ request, viewer, audit }) =>
    Response.json(await listReviews(parseQuery(reviewQuerySchema, request.url), viewer, audit)),
  { takesQuery: true },
);
