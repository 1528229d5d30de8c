import { newViewSchema } from '@/lib/contracts/view-requests';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { listViews } from '@/lib/server/use-cases/views/list';
import { saveView } from '@/lib/server/use-cases/views/save';

export const GET = withAccess('GET /api/views', 'customers:read', async ({ viewer }) =>
  Response.json(await listViews(viewer)),
);

export const POST = withAccess('POST /api/views', 'customers:read', async ({ request, viewer, audit }) =>
  Response.json(await saveView(await parseBody(newViewSchema, request), viewer, audit), { status: 201 }),
);
