import { listQuerySchema } from '@/lib/contracts/list-query';
import { listCustomers } from '@/lib/server/customers';
import { parseQuery } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess('GET /api/customers', 'customers:read', async ({ request, audit }) =>
  Response.json(await listCustomers(parseQuery(listQuerySchema, request.url), audit, request.signal)),
);
