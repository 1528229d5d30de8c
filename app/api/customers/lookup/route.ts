import { lookupSchema } from '@/lib/contracts/requests';
import { lookUpCustomer } from '@/lib/server/customers';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess('POST /api/customers/lookup', 'customers:read', async ({ request, audit }) =>
  Response.json(await lookUpCustomer(await parseBody(lookupSchema, request), audit, request.signal)),
);
