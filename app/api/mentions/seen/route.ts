import { seenSchema } from '@/lib/contracts/note-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { markSeen } from '@/lib/server/use-cases/colleagues/mentions';

export const POST = withAccess('POST /api/mentions/seen', 'customers:read', async ({ request, audit }) =>
  Response.json(await markSeen((await parseBody(seenSchema, request)).notes, audit)),
);
