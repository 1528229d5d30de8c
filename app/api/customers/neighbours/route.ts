import { neighboursSchema } from '@/lib/contracts/search-requests';
import { neighboursOf } from '@/lib/server/directory/search';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess('POST /api/customers/neighbours', 'customers:read', async ({ request, audit }) =>
  Response.json(await neighboursOf(await parseBody(neighboursSchema, request), audit)),
);
