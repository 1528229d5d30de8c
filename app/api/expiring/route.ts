import { expiringSchema } from '@/lib/contracts/search-requests';
import { expiringSummary } from '@/lib/server/directory/expiring';
import { parseQuery } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess('GET /api/expiring', 'customers:read', async ({ request }) =>
  Response.json(await expiringSummary(parseQuery(expiringSchema, request.url))),
);
