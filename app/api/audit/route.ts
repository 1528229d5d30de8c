import { auditQuerySchema } from '@/lib/contracts/audit-queries';
import { parseQuery } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { readTrail } from '@/lib/server/use-cases/audit/read';

export const GET = withAccess(
  'GET /api/audit',
  'audit:customers',
  async ({ request, viewer, audit }) =>
    Response.json(await readTrail(parseQuery(auditQuerySchema, request.url), viewer, audit)),
  { takesQuery: true },
);
