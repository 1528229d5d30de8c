import { ownersSchema } from '@/lib/contracts/requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { findOwners } from '@/lib/server/use-cases/customers/owners';

export const POST = withAccess('POST /api/customers/owners', 'contact:edit', async ({ request, viewer, audit }) =>
  Response.json(await findOwners(await parseBody(ownersSchema, request), viewer, audit, request.signal)),
);
