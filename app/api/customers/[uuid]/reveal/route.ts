import { revealFieldSchema } from '@/lib/contracts/reveal-requests';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';
import { revealField } from '@/lib/server/use-cases/customers/reveal-field';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/reveal',
  'identity:reveal',
  async ({ request, params, audit }) => {
    const { why, ...place } = await parseBody(revealFieldSchema, request);
    return Response.json(await revealField(await knownUuid(parseUuid(params)), place, why, audit, request.signal));
  },
);
