import { listQuerySchema } from '@/lib/contracts/list-query';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { listCustomers } from '@/lib/server/use-cases/customers/list';

export const GET = withAccess(
  'GET /api/customers',
  'customers:read',
  async ({ request, audit }) =>
    Response.json(await listCustomers(parseQuery(listQuerySchema, request.url), audit, request.signal)),
  { takesQuery: true },
);
