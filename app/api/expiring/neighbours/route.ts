import { expiringNeighboursSchema } from '@/lib/contracts/search-requests';
import { expiringNeighbours } from '@/lib/server/directory/expiring';
import { parseQuery } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess('GET /api/expiring/neighbours', 'customers:read', async ({ request, audit }) =>
  Response.json(await expiringNeighbours(parseQuery(expiringNeighboursSchema, request.url), audit)),
);
