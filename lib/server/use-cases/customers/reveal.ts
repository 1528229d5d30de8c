import 'server-only';
import { randomBytes } from 'node:crypto';
import { type ImageEntry, type ImageManifest, MANIFEST_PART } from '../../../contracts/images';
import type { GivenPurpose } from '../../../contracts/purpose';
import type { AuditContext } from '../../audit/public';
import { type RevealedImages, sentinel } from '../../sentinel/public';
import { singleton } from '../../singleton';
import { audited } from '../audited';
import { purposeFor } from '../purpose';
import { withIdentifiers } from './locate';

/**
 * A customer's images: one call to Sentinel, answered as multipart. Simultaneous requests for the same customer and
 * size share that call, and the desk keeps nothing afterwards.
 *
 * The call goes on when a caller leaves, because another request may share it.
 *
 * @throws DeskError `purpose_required`, `invalid_request`, `audit_unavailable`, before Sentinel is asked; `not_found`; SentinelError
 */
export async function revealImages(
  uuid: string,
  optimized: boolean,
  audit: AuditContext,
  why?: GivenPurpose,
): Promise<Response> {
  const purpose = await purposeFor(audit, uuid, { askedFor: 'images', given: why });
  const revealed = await audited(audit, {
    action: 'customer.images-revealed',
    customer: uuid,
    intent: { optimized, ...purpose },
    work: () =>
      shared(`${uuid} ${optimized}`, () =>
        withIdentifiers(uuid, (known) => sentinel().revealImages(known, { optimized })),
      ),
    outcome: ({ images }) => ({
      optimized,
      images: images.filter((image) => image.shown).map(({ id }) => id),
      withheld: images.filter((image) => !image.shown).map(({ id }) => id),
      bytes: images.reduce((sum, image) => sum + (image.shown ? image.bytes : 0), 0),
    }),
    unrecorded: 'withhold',
  });
  return multipart(revealed, optimized);
}

async function shared(key: string, ask: () => Promise<RevealedImages>): Promise<RevealedImages> {
  const underWay = singleton('reveals', () => new Map<string, Promise<RevealedImages>>());
  const started = underWay.get(key);
  if (started !== undefined) return await started;
  const reveal = ask().finally(() => underWay.delete(key));
  underWay.set(key, reveal);
  return await reveal;
}

/** The answer as RFC 7578 has it: the manifest first, then a part for each image that is shown. */
function multipart(revealed: RevealedImages, optimized: boolean): Response {
  const boundary = `desk-${randomBytes(18).toString('hex')}`;
  const manifest: ImageManifest = { uuid: revealed.uuid, optimized, images: revealed.images.map(withoutBytes) };
  const chunks: Uint8Array[] = [
    part(boundary, MANIFEST_PART, 'application/json'),
    Buffer.from(JSON.stringify(manifest)),
  ];
  for (const image of revealed.images) {
    if (image.shown)
      chunks.push(part(boundary, image.id, image.type, `${image.id}.${image.type.split('/')[1]}`), image.data);
  }
  chunks.push(Buffer.from(`\r\n--${boundary}--\r\n`));
  const body = Buffer.concat(chunks);
  return new Response(body, {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(body.length),
      'x-content-type-options': 'nosniff',
    },
  });
}

function part(boundary: string, name: string, type: string, filename?: string): Buffer {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  return Buffer.from(
    `\r\n--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\ncontent-type: ${type}\r\n\r\n`,
  );
}

function withoutBytes(image: RevealedImages['images'][number]): ImageEntry {
  if (!image.shown) return image;
  const { data: _, ...entry } = image;
  return entry;
}
