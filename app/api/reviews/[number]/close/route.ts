import { closeReviewSchema } from '@/lib/contracts/review-requests';
import { type NumberParams, parseBody, parseNumber } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { closeReview } from '@/lib/server/use-cases/reviews/close';

export const POST = withAccess<NumberParams>(
  'POST /api/reviews/{number}/close',
  'reviews:close',
  async ({ request, viewer, params, audit }) => {
    const number = parseNumber(params);
    const { word } = await parseBody(closeReviewSchema, request);
    await closeReview(number, word, viewer, audit);
    return Response.json({});
  },
);
