import 'server-only';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { DETAIL, success } from '../../../e2e/support/vendor/example-answers';
import { readImages } from './images';
import type { NamedCall } from './transport';

const CALL: NamedCall = { name: 'test' };
const image: Record<string, Buffer> = {};
const uri = (data: Buffer | undefined, claimed = 'image/jpeg') =>
  `data:${claimed};base64,${(data ?? Buffer.alloc(0)).toString('base64')}`;

beforeAll(async () => {
  const drawn = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#357' } });
  image.jpeg = await drawn().jpeg().toBuffer();
  image.png = await drawn().png().toBuffer();
  image.webp = await drawn().webp().toBuffer();
  image.gif = await drawn().gif().toBuffer();
  image.sideways = await drawn().jpeg().withMetadata({ orientation: 6 }).toBuffer();
});

const reference = (idFace: unknown) => readImages(CALL, success({ uuid: 'c-1', idFace })).images[0];

describe('the memory of images', () => {
  const large = () => Buffer.concat([image.jpeg ?? Buffer.alloc(0), Buffer.alloc(9_000, 'after the end ')]);
  const answer = (idFace: string) =>
    Buffer.concat([success({ uuid: 'c-1', idFace, isLiveFaces: [uri(large())] }), Buffer.alloc(9_000, ' ')]);

  it('is the body’s, where all are plain base64', () => {
    const body = answer(uri(large()));
    const { images } = readImages(CALL, body);
    expect(images.map((one) => one.shown && one.data.buffer === body.buffer)).toEqual([true, true]);
    expect(images.map((one) => one.shown && one.data.equals(large()))).toEqual([true, true]);
  });

  it('is apart from the body for all, where one had to be decoded apart', () => {
    const body = answer(` ${uri(large())}`);
    const { images } = readImages(CALL, body);
    expect(images.map((one) => one.shown && one.data.buffer === body.buffer)).toEqual([false, false]);
    expect(images.map((one) => one.shown && one.data.equals(large()))).toEqual([true, true]);
  });
});

describe('readImages', () => {
  it('lists what there is, in the order of the page, with stable ids', () => {
    const { uuid, images } = readImages(
      CALL,
      success({
        ...DETAIL,
        isLiveFaces: [uri(image.jpeg), null, uri(image.webp)],
        idFace: uri(image.png, 'image/png'),
        passport: { frontImage: uri(image.jpeg), backImage: null, idImage: uri(image.jpeg) },
        emiratesId: { frontImage: uri(image.jpeg), backImage: uri(image.jpeg) },
        egyptNationalId: { frontImage: uri(image.jpeg) },
        driverLicence: { frontImage: uri(image.jpeg) },
      }),
    );
    expect(uuid).toBe(DETAIL.uuid);
    expect(images.map(({ id, group, label }) => [id, group, label])).toEqual([
      ['liveness-1', 'liveness', 'Liveness frame 1'],
      ['liveness-3', 'liveness', 'Liveness frame 3'],
      ['reference', 'reference', 'Reference face'],
      ['passport-front', 'passport', 'Passport, front'],
      ['passport-portrait', 'passport', 'Passport, portrait'],
      ['emiratesId-front', 'emiratesId', 'Emirates ID, front'],
      ['emiratesId-back', 'emiratesId', 'Emirates ID, back'],
      ['egyptNationalId-front', 'egyptNationalId', 'Egyptian national ID, front'],
    ]);
    expect(images.every((one) => one.shown)).toBe(true);
  });

  it.each(['jpeg', 'png', 'webp'])('tells a %s by its bytes, whatever it claims', (kind) => {
    const data = image[kind];
    const size = { type: `image/${kind}`, width: 60, height: 40, bytes: data?.length };
    expect(reference(uri(data, 'image/svg+xml'))).toMatchObject({ shown: true, ...size, data });
  });

  it('decodes escaped slashes and line breaks as JSON means them', () => {
    const body = JSON.stringify({
      data: { uuid: 'c-1', idFace: uri(image.png), isLiveFaces: [uri(image.jpeg).replace(/.{76}/g, '$&\r\n')] },
    });
    const { images } = readImages(CALL, Buffer.from(body.replaceAll('/', '\\/')));
    expect(images).toMatchObject([
      { shown: true, data: image.jpeg },
      { shown: true, data: image.png },
    ]);
  });

  it.each<[string, (base64: string) => string]>([
    ['plain base64', (base64) => base64],
    ['plain base64 in lines', (base64) => base64.replace(/.{76}/g, '$&\r\n')],
    ['a header that is no data URI', (base64) => `image/jpeg;base64,${base64}`],
    ['a data URI without a type', (base64) => `data:;base64,${base64}`],
  ])('takes %s for an image when its bytes are one', (_what, write) => {
    const data = image.jpeg ?? Buffer.alloc(0);
    expect(reference(write(data.toString('base64')))).toMatchObject({ shown: true, type: 'image/jpeg', data });
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    expect(reference(write(svg))).toMatchObject({ shown: false, reason: 'Not a JPEG, PNG or WebP image.' });
  });

  it('finds the images of one document in a list, and of each of several', () => {
    const passport = [{ frontImage: uri(image.jpeg) }, { frontImage: uri(image.png) }];
    const { images } = readImages(CALL, success({ uuid: 'c-1', passport }));
    expect(images.map(({ id, label, shown }) => [id, label, shown])).toEqual([
      ['passport-front', 'Passport, front', true],
      ['passport-2-front', 'Passport 2, front', true],
    ]);
  });

  it('gives the size as a browser will show it', () => {
    expect(reference(uri(image.sideways))).toMatchObject({ width: 40, height: 60 });
  });

  it.each<[string, () => unknown, string]>([
    [
      'SVG',
      () => uri(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')),
      'Not a JPEG, PNG or WebP image.',
    ],
    ['plain SVG', () => 'data:image/svg+xml,<svg/>', 'Not a JPEG, PNG or WebP image.'],
    ['HTML', () => uri(Buffer.from(`<!doctype html>${' '.repeat(500)}`)), 'Not a JPEG, PNG or WebP image.'],
    ['GIF', () => uri(image.gif), 'Not a JPEG, PNG or WebP image.'],
    ['a URL', () => 'https://example.com/a.jpg', 'Not a JPEG, PNG or WebP image.'],
    ['an object', () => ({ url: 'x' }), 'Not a JPEG, PNG or WebP image.'],
    ['an empty string', () => '', 'Empty.'],
    ['an empty data URI', () => 'data:image/jpeg;base64,', 'Empty.'],
    ['junk in base64', () => `${uri(image.jpeg).slice(0, -8)}!!!!????`, 'Damaged.'],
    ['a cut off JPEG', () => uri(image.jpeg?.subarray(0, 20)), 'Damaged.'],
    ['a cut off PNG', () => uri(image.png?.subarray(0, 10)), 'Damaged.'],
    ['a cut off WebP', () => uri(image.webp?.subarray(0, 14)), 'Damaged.'],
    [
      'a JPEG start and then noise',
      () => uri(Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(600, 1)])),
      'Damaged.',
    ],
  ])('withholds %s', (_what, value, reason) => {
    const entry = reference(value());
    expect(entry).toEqual({ id: 'reference', group: 'reference', label: 'Reference face', shown: false, reason });
  });

  it.each(['', '{}', '[]', 'null', '{"data":{}}', '{"data":{"uuid":7}}', '{"data":{"uuid":"c-1"'])(
    '%j is malformed',
    (body) => {
      expect(() => readImages(CALL, Buffer.from(body))).toThrow(expect.objectContaining({ kind: 'malformed' }));
    },
  );
});
