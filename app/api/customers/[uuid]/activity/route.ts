import { activityQuerySchema } from '@/lib/contracts/audit-queries';
import { readActivity } from '@/lib/server/audit-reading';
import { type CustomerParams, parseQuery, parseUuid } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess<CustomerParams>(
  'GET /api/customers/{uuid}/activity',
  'customers:read',
  async ({ request, params }) =>
    Response.json(await readActivity(parseUuid(params), parseQuery(activityQuerySchema, request.url))),
);
