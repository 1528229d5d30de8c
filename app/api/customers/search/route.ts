import { searchSchema } from '@/lib/contracts/search-requests';
import { answerOrLines } from '@/lib/server/http/answers';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { searchCustomers } from '@/lib/server/use-cases/customers/search';

export const POST = withAccess(
  'POST /api/customers/search',
  'customers:read',
  async ({ request, audit, requestId, stillMay }) => {
    const body = await parseBody(searchSchema, request);
    return answerOrLines(await searchCustomers(body, audit, request.signal), requestId, stillMay);
  },
);
