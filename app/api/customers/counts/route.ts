import { searchQuerySchema } from '@/lib/contracts/search-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { countCustomers } from '@/lib/server/use-cases/customers/counts';

export const POST = withAccess('POST /api/customers/counts', 'customers:read', async ({ request, audit }) =>
  Response.json(await countCustomers(await parseBody(searchQuerySchema, request), audit)),
);
