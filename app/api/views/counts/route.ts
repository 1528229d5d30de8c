import { viewCountsSchema } from '@/lib/contracts/view-requests';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { countViews } from '@/lib/server/use-cases/views/count';

export const GET = withAccess(
  'GET /api/views/counts',
  'customers:read',
  async ({ request, viewer }) =>
    Response.json(await countViews(parseQuery(viewCountsSchema, request.url), viewer, request.signal)),
  { takesQuery: true },
);
