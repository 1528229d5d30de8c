import { expiringPageSchema } from '@/lib/contracts/search-requests';
import { expiringCustomers } from '@/lib/server/directory/expiring';
import { parseQuery } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess('GET /api/expiring/customers', 'customers:read', async ({ request, audit }) =>
  Response.json(await expiringCustomers(parseQuery(expiringPageSchema, request.url), audit)),
);
