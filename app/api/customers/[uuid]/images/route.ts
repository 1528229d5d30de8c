import { revealImagesSchema } from '@/lib/contracts/reveal-requests';
import { type CustomerParams, parseBody, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';
import { revealImages } from '@/lib/server/use-cases/customers/reveal';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/images',
  'images:view',
  async ({ request, params, audit }) => {
    const { optimized, why } = await parseBody(revealImagesSchema, request);
    return await revealImages(await knownUuid(parseUuid(params)), optimized, audit, why);
  },
);
