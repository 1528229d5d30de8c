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
import { lookAndSpend } from './look-and-spend';

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
  const { known, done } = await lookAndSpend(audit, uuid, 'reveals');
  const taken: { release: () => void } = { release: () => {} };
  try {
    const revealed = await audited(audit, {
      action: 'customer.images-revealed',
      customer: uuid,
      intent: { optimized, ...purpose },
      spent: done,
      work: async () => {
        const { images, release } = await shared(`${uuid} ${optimized}`, () =>
          withIdentifiers(uuid, (by) => sentinel().revealImages(by, { optimized }), Promise.resolve(known)),
        );
        taken.release = release;
        return images;
      },
      outcome: ({ images }) => ({
        optimized,
        images: images.filter((image) => image.shown).map(({ id }) => id),
        withheld: images.filter((image) => !image.shown).map(({ id }) => id),
        bytes: images.reduce((sum, image) => sum + (image.shown ? image.bytes : 0), 0),
      }),
      unrecorded: 'withhold',
    });
    return multipart(revealed, optimized, taken.release);
  } catch (error) {
    taken.release();
    throw error;
  }
}

/** A call that several requests may share. */
interface SharedReveal {
  call: Promise<RevealedImages>;
  users: number;
}

/** @returns the images, and the way to give them back: their memory is free once each request has done so */
async function shared(
  key: string,
  ask: () => Promise<RevealedImages>,
): Promise<{ images: RevealedImages; release: () => void }> {
  const underWay = singleton('reveals', () => new Map<string, SharedReveal>());
  const found = underWay.get(key);
  const reveal = found ?? { call: ask().finally(() => underWay.delete(key)), users: 0 };
  if (found === undefined) underWay.set(key, reveal);
  reveal.users += 1;
  const images = await reveal.call;
  let isReleased = false;
  const release = () => {
    if (isReleased) return;
    isReleased = true;
    reveal.users -= 1;
    if (reveal.users === 0) images.release();
  };
  return { images, release };
}

/** A browser that takes longer than this for its images gets no more of them, ms: they hold memory meanwhile. */
const SENT_WITHIN = 120_000;

/**
 * The answer as RFC 7578 has it: the manifest first, then a part for each image that is shown. Sent part by part, so that
 * no second copy is made of the images.
 *
 * @param release called once, when the answer was sent, was left or has taken too long
 */
function multipart(revealed: RevealedImages, optimized: boolean, release: () => void): Response {
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
  const length = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  return new Response(inTurn(chunks, release), {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(length),
      'x-content-type-options': 'nosniff',
    },
  });
}

function inTurn(chunks: Uint8Array[], release: () => void): ReadableStream<Uint8Array> {
  const ended = () => {
    clearTimeout(timer);
    chunks.length = 0;
    release();
  };
  let timer: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        timer = setTimeout(() => {
          ended();
          controller.error(new Error('the images were not taken in time'));
        }, SENT_WITHIN).unref();
      },
      pull: (controller) => {
        const chunk = chunks.shift();
        if (chunk !== undefined) return controller.enqueue(chunk);
        ended();
        controller.close();
      },
      cancel: ended,
    },
    { highWaterMark: 0 },
  );
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
