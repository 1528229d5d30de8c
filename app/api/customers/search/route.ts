import { searchSchema } from '@/lib/contracts/search-requests';
import { searchCustomers } from '@/lib/server/directory/search';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess('POST /api/customers/search', 'customers:read', async ({ request, audit }) =>
  Response.json(await searchCustomers(await parseBody(searchSchema, request), audit, request.signal)),
);
