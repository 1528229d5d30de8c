import { withAccess } from '@/lib/server/http/route';
import { beginOwnPasskey } from '@/lib/server/use-cases/passkeys/enrol';

export const POST = withAccess(
  'POST /api/passkeys/enrolment',
  null,
  async ({ viewer }) => Response.json(await beginOwnPasskey(viewer)),
  { recentProof: true, whileEnrolling: true },
);
