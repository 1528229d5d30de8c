import { printPageSchema } from '@/lib/contracts/print';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { printPage } from '@/lib/server/use-cases/print';

/** The use case asks for the permission of the page that is printed. */
export const POST = withAccess('POST /api/prints', null, async ({ request, viewer, audit }) =>
  Response.json(await printPage(await parseBody(printPageSchema, request), viewer, audit)),
);
