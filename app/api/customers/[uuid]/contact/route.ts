import { contactPatchSchema } from '@/lib/contracts/requests';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { correctContact } from '@/lib/server/use-cases/customers/correct';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';

export const PATCH = withAccess<CustomerParams>(
  'PATCH /api/customers/{uuid}/contact',
  'contact:edit',
  async ({ request, params, audit }) =>
    Response.json(
      await correctContact(await knownUuid(parseUuid(params)), await parseBody(contactPatchSchema, request), audit),
    ),
);
