import { revealSchema } from '@/lib/contracts/requests';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/parse';
import { revealImages } from '@/lib/server/reveal';
import { withAccess } from '@/lib/server/route';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/images',
  'images:view',
  async ({ request, params, audit }) => {
    const { optimized } = await parseBody(revealSchema, request);
    return await revealImages(parseUuid(params), optimized, audit);
  },
);
