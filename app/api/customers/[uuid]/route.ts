import { answerOrLines } from '@/lib/server/http/answers';
import { type CustomerParams, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';
import { openCustomer } from '@/lib/server/use-cases/customers/open';

export const GET = withAccess<CustomerParams>(
  'GET /api/customers/{uuid}',
  'customers:read',
  async ({ request, params, audit, requestId, stillMay }) => {
    const uuid = await knownUuid(parseUuid(params));
    return answerOrLines(await openCustomer(uuid, 'call', audit, request.signal), requestId, stillMay);
  },
);
