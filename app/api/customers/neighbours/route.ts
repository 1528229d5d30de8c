import { neighboursSchema } from '@/lib/contracts/search-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { neighboursOf } from '@/lib/server/use-cases/customers/neighbours';

export const POST = withAccess('POST /api/customers/neighbours', 'customers:read', async ({ request, audit }) =>
  Response.json(await neighboursOf(await parseBody(neighboursSchema, request), audit)),
);
