import { lookupSchema } from '@/lib/contracts/requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { lookUpCustomer } from '@/lib/server/use-cases/customers/look-up';

/** Answers with the uuid alone: opening is an action of its own. */
export const POST = withAccess('POST /api/customers/lookup', 'customers:read', async ({ request, audit }) => {
  const { uuid } = await lookUpCustomer(await parseBody(lookupSchema, request), audit, request.signal);
  return Response.json({ uuid });
});
