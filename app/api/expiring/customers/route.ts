import { expiringPageSchema } from '@/lib/contracts/expiring-requests';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { expiringCustomers } from '@/lib/server/use-cases/customers/expiring';

export const GET = withAccess(
  'GET /api/expiring/customers',
  'customers:read',
  async ({ request, audit }) =>
    Response.json(await expiringCustomers(parseQuery(expiringPageSchema, request.url), audit)),
  { takesQuery: true },
);
