import { searchSchema } from '@/lib/contracts/search-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { searchCustomers } from '@/lib/server/use-cases/customers/search';

export const POST = withAccess('POST /api/customers/search', 'customers:read', async ({ request, audit }) =>
  Response.json(await searchCustomers(await parseBody(searchSchema, request), audit, request.signal)),
);
