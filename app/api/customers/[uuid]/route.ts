import { openCustomer } from '@/lib/server/customers';
import { type CustomerParams, parseUuid } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess<CustomerParams>(
  'GET /api/customers/{uuid}',
  'customers:read',
  async ({ request, params, audit }) => Response.json(await openCustomer(parseUuid(params), audit, request.signal)),
);
