import { type CustomerParams, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { lookingAt } from '@/lib/server/use-cases/colleagues/look';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/looking',
  'customers:read',
  async ({ params, audit }) => Response.json(await lookingAt(parseUuid(params), audit)),
);
