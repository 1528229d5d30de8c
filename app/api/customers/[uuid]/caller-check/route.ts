import { callerCheckSchema } from '@/lib/contracts/caller-check';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { checkCaller } from '@/lib/server/use-cases/customers/check-caller';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/caller-check',
  'contact:edit',
  async ({ request, params, audit }) => {
    const says = await parseBody(callerCheckSchema, request);
    return Response.json(await checkCaller(await knownUuid(parseUuid(params)), says, audit));
  },
);
