import { type CustomerParams, parseUuid } from '@/lib/server/http/parse';
import { withAccess } from '@/lib/server/http/route';
import { keepImages } from '@/lib/server/use-cases/customers/keep-images';
import { knownUuid } from '@/lib/server/use-cases/customers/locate';

export const POST = withAccess<CustomerParams>(
  'POST /api/customers/{uuid}/images/keep',
  'images:view',
  async ({ params, audit }) => Response.json(await keepImages(await knownUuid(parseUuid(params)), audit)),
);
