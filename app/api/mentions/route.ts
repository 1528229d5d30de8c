import { withAccess } from '@/lib/server/http/route';
import { readMentions } from '@/lib/server/use-cases/colleagues/mentions';

export const GET = withAccess('GET /api/mentions', 'customers:read', async ({ audit }) =>
  Response.json(await readMentions(audit)),
);
