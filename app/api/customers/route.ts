import { listQuerySchema } from '@/lib/contracts/list-query';
import { answerOrLines } from '@/lib/server/http/answers';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { listCustomers } from '@/lib/server/use-cases/customers/list';

export const GET = withAccess(
  'GET /api/customers',
  'customers:read',
  async ({ request, audit, requestId, stillMay }) => {
    const params = parseQuery(listQuerySchema, request.url);
    return answerOrLines(await listCustomers(params, 'call', audit, request.signal), requestId, stillMay);
  },
  { takesQuery: true },
);
