import { contactPatchSchema } from '@/lib/contracts/requests';
import { correctContact } from '@/lib/server/contact';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const PATCH = withAccess<CustomerParams>(
  'PATCH /api/customers/{uuid}/contact',
  'contact:edit',
  async ({ request, params, audit }) =>
    Response.json(await correctContact(parseUuid(params), await parseBody(contactPatchSchema, request), audit)),
);
