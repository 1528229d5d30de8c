import { auditQuerySchema } from '@/lib/contracts/audit-queries';
import { readTrail } from '@/lib/server/audit-reading';
import { parseQuery } from '@/lib/server/parse';
import { withAccess } from '@/lib/server/route';

export const GET = withAccess('GET /api/audit', 'audit:customers', async ({ request, viewer, audit }) =>
  Response.json(await readTrail(parseQuery(auditQuerySchema, request.url), viewer, audit)),
);
