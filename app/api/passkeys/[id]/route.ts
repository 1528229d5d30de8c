import { renamePasskeySchema } from '@/lib/contracts/passkeys';
import { type IdParams, parseBody, parseId } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { removeOwnPasskey, renameOwnPasskey } from '@/lib/server/use-cases/passkeys/change';

export const PATCH = withAccess<IdParams>(
  'PATCH /api/passkeys/{id}',
  null,
  async ({ request, viewer, params, audit }) => {
    const { name } = await parseBody(renamePasskeySchema, request);
    await renameOwnPasskey(viewer, parseId(params.id), name, audit);
    return Response.json({});
  },
);

export const DELETE = withAccess<IdParams>(
  'DELETE /api/passkeys/{id}',
  null,
  async ({ viewer, params, audit }) => {
    await removeOwnPasskey(viewer, parseId(params.id), audit);
    return Response.json({});
  },
  { recentProof: true },
);
