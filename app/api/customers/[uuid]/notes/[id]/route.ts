import { noteChangeSchema } from '@/lib/contracts/note-requests';
import { type CustomerParams, type IdParams, parseBody, parseId, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { editNote, removeNote } from '@/lib/server/use-cases/colleagues/change-notes';

export const PATCH = withAccess<CustomerParams & IdParams>(
  'PATCH /api/customers/{uuid}/notes/{id}',
  'customers:read',
  async ({ request, params, audit }) => {
    const change = await parseBody(noteChangeSchema, request);
    return Response.json(await editNote(parseUuid(params), parseId(params.id), change, audit));
  },
);

export const DELETE = withAccess<CustomerParams & IdParams>(
  'DELETE /api/customers/{uuid}/notes/{id}',
  'customers:read',
  async ({ params, audit }) => Response.json(await removeNote(parseUuid(params), parseId(params.id), audit)),
);
