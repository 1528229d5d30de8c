import { expiringNeighboursSchema } from '@/lib/contracts/expiring-requests';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { expiringNeighbours } from '@/lib/server/use-cases/customers/expiring-neighbours';

export const GET = withAccess(
  'GET /api/expiring/neighbours',
  'customers:read',
  async ({ request, audit }) =>
    Response.json(await expiringNeighbours(parseQuery(expiringNeighboursSchema, request.url), audit)),
  { takesQuery: true },
);
