import { accessReviewSchema } from '@/lib/contracts/access-review';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { reviewAccess } from '@/lib/server/use-cases/access-review/make';

export const POST = withAccess('POST /api/access-review', 'access:review', async ({ request, audit, stillMay }) => {
  const { month } = await parseBody(accessReviewSchema, request);
  const review = await reviewAccess(month, audit);
  await stillMay();
  return Response.json(review);
});
