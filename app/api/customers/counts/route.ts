import { searchQuerySchema } from '@/lib/contracts/search-requests';
import { countCustomers } from '@/lib/server/directory/counts';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess('POST /api/customers/counts', 'customers:read', async ({ request, audit }) =>
  Response.json(await countCustomers(await parseBody(searchQuerySchema, request), audit)),
);
