import sharp from 'sharp';
import { CARD, type CardKind, cardSvg } from './card.ts';
import { type Drawing, drawJpeg, grainTile } from './draw-jpeg.ts';
import { faceSvg } from './face.ts';
import { DRAWN_KINDS, type DrawnKind, refKey, SPECIAL_KINDS, type SpecialKind } from './kinds.ts';

/** Data URIs as they stand in JSON, quotes included, ready to be written to a socket. */
export interface ImagePool {
  get(key: string, optimized: boolean): Promise<Buffer>;
  /** Draws everything now; without it, a picture is drawn when it is first asked for. */
  drawAll(): Promise<void>;
}

const HUGE = 20 * 1_048_576;

interface Encoded {
  full: Buffer;
  small: Buffer;
}

const quoted = (mime: string, bytes: Buffer) =>
  Buffer.from(`"data:${mime};base64,${bytes.toString('base64')}"`, 'latin1');

export function createImagePool(seed: number): ImagePool {
  const made = new Map<string, Promise<Encoded>>();
  let tile: Buffer | undefined;

  async function drawn(kind: DrawnKind, variant: number): Promise<Drawing> {
    tile ??= grainTile(seed);
    const isFace = kind === 'face' || kind === 'portrait';
    return drawJpeg(
      isFace ? faceSvg(seed, variant, kind === 'portrait') : cardSvg(seed, kind as CardKind, variant),
      tile,
    );
  }

  async function make(kind: string, variant: number): Promise<Encoded> {
    if (kind === 'huge') {
      const { full, small } = await drawn('face', variant);
      // Bytes after the end of a JPEG are no part of the picture.
      return {
        full: quoted('image/jpeg', Buffer.concat([full, Buffer.alloc(HUGE)])),
        small: quoted('image/jpeg', small),
      };
    }
    if (isSpecial(kind)) {
      const only = await special(kind, () => drawn('face', 0), seed);
      return { full: only, small: only };
    }
    if (!isDrawn(kind) || !(variant >= 0 && variant < DRAWN_KINDS[kind]))
      throw new Error(`There is no image ${kind}/${variant}.`);
    const { full, small } = await drawn(kind, variant);
    return { full: quoted('image/jpeg', full), small: quoted('image/jpeg', small) };
  }

  function encoded(key: string): Promise<Encoded> {
    const ready = made.get(key);
    if (ready !== undefined) return ready;
    const [kind = '', variant] = key.split('/');
    const fresh = make(kind, Number(variant));
    made.set(key, fresh);
    return fresh;
  }

  return {
    get: async (key, optimized) => (await encoded(key))[optimized ? 'small' : 'full'],
    drawAll: async () => {
      const keys = Object.entries(DRAWN_KINDS).flatMap(([kind, count]) =>
        Array.from({ length: count }, (_, variant) => refKey(kind, variant)),
      );
      await Promise.all(
        [...keys, ...SPECIAL_KINDS.filter((kind) => kind !== 'huge').map((kind) => refKey(kind, 0))].map(encoded),
      );
    },
  };
}

const isSpecial = (kind: string): kind is Exclude<SpecialKind, 'huge'> =>
  kind !== 'huge' && (SPECIAL_KINDS as readonly string[]).includes(kind);
const isDrawn = (kind: string): kind is DrawnKind => kind in DRAWN_KINDS;

async function special(
  kind: Exclude<SpecialKind, 'huge'>,
  face: () => Promise<Drawing>,
  seed: number,
): Promise<Buffer> {
  const size = { width: CARD.width / 2, height: CARD.height / 2 };
  switch (kind) {
    case 'png':
      return quoted(
        'image/png',
        await sharp(Buffer.from(faceSvg(seed, 1, true)))
          .resize(size)
          .png()
          .toBuffer(),
      );
    case 'webp':
      return quoted(
        'image/webp',
        await sharp(Buffer.from(faceSvg(seed, 2, false)))
          .resize(size)
          .webp()
          .toBuffer(),
      );
    case 'svg-as-png':
      return quoted(
        'image/png',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert("svg")</script></svg>'),
      );
    case 'html-as-png':
      return quoted('image/png', Buffer.from('<!doctype html><script>alert("html")</script><h1>no image</h1>'));
    case 'truncated': {
      const { small } = await face();
      // Neither the picture nor its base64 is whole: the length is no multiple of four.
      const text = small.toString('base64').slice(0, Math.floor(small.length * 0.6));
      return Buffer.from(`"data:image/jpeg;base64,${text.slice(0, text.length - (text.length % 4) + 3 - 4)}"`);
    }
    case 'bare':
      return Buffer.from(`"${(await face()).small.toString('base64')}"`);
    case 'not-base64':
      return Buffer.from('"data:image/jpeg;base64,%%%% this is no base64 ####"');
  }
}
