import { noteSchema } from '@/lib/contracts/note-requests';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { addNote } from '@/lib/server/use-cases/colleagues/change-notes';
import { readNotes } from '@/lib/server/use-cases/colleagues/notes';

export const GET = withAccess<CustomerParams>(
  'GET /api/customers/{uuid}/notes',
  'customers:read',
  async ({ params, audit }) => Response.json(await readNotes(parseUuid(params), audit)),
);

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/notes',
  'customers:read',
  async ({ request, params, audit }) =>
    Response.json(await addNote(parseUuid(params), await parseBody(noteSchema, request), audit)),
);
