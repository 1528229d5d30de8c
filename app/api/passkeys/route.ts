import { newPasskeySchema } from '@/lib/contracts/passkeys';
import { parseBody } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { addOwnPasskey } from '@/lib/server/use-cases/passkeys/enrol';

export const POST = withAccess(
  'POST /api/passkeys',
  null,
  async ({ request, viewer, audit }) => {
    await addOwnPasskey(viewer, await parseBody(newPasskeySchema, request), audit);
    return Response.json({}, { status: 201 });
  },
  { recentProof: true, whileEnrolling: true },
);
