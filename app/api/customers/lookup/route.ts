import { lookupSchema } from '@/lib/contracts/requests';
import { lookUpCustomer } from '@/lib/server/customers';
import { parseBody } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

/** Answers with the uuid alone: opening is an action of its own. */
export const POST = withAccess('POST /api/customers/lookup', 'customers:read', async ({ request, audit }) => {
  const { uuid } = await lookUpCustomer(await parseBody(lookupSchema, request), audit, request.signal);
  return Response.json({ uuid });
});
