import { withAccess } from '@/lib/server/http/route';
import { beginPasskeyProof } from '@/lib/server/use-cases/passkeys/begin-proof';

export const POST = withAccess(
  'POST /api/passkeys/proof',
  null,
  async ({ viewer }) => Response.json(await beginPasskeyProof(viewer)),
  { whileEnrolling: true },
);
