import { activityQuerySchema } from '@/lib/contracts/audit-queries';
import { type CustomerParams, parseQuery, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { readActivity } from '@/lib/server/use-cases/audit/activity';

export const GET = withAccess<CustomerParams>(
  'GET /api/customers/{uuid}/activity',
  'customers:read',
  async ({ request, params }) =>
    Response.json(await readActivity(parseUuid(params), parseQuery(activityQuerySchema, request.url))),
  { takesQuery: true },
);
