import { printCustomerSchema } from '@/lib/contracts/print';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';
import { printCustomer } from '@/lib/server/use-cases/print';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/print',
  'customers:read',
  async ({ request, params, viewer, audit }) => {
    const body = await parseBody(printCustomerSchema, request);
    return Response.json(await printCustomer(await knownUuid(parseUuid(params)), body, viewer, audit));
  },
);
