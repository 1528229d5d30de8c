import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { DRAWN_KINDS } from './kinds.ts';
import { createImagePool } from './pool.ts';

// Starting a program or drawing pictures takes seconds when the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

const pool = createImagePool(156);
const bytesOf = (quotedUri: Buffer) => Buffer.from(quotedUri.toString().slice(1, -1).split(',')[1] ?? '', 'base64');

describe.each(Object.keys(DRAWN_KINDS))('%s', (kind) => {
  it('is a JPEG the size of a photograph, and a small one beside it', async () => {
    const full = bytesOf(await pool.get(`${kind}/0`, false));
    const small = bytesOf(await pool.get(`${kind}/0`, true));
    expect((await sharp(full).metadata()).format).toBe('jpeg');
    expect((await sharp(small).metadata()).format).toBe('jpeg');
    expect(full.length).toBeGreaterThan(300_000);
    expect(full.length).toBeLessThan(900_000);
    expect(small.length).toBeGreaterThan(20_000);
    expect(small.length).toBeLessThan(60_000);
  });
});

it('has the same bytes for the same seed, and others for another variant', async () => {
  const [again, original, sibling] = await Promise.all([
    createImagePool(156).get('passport/1', false),
    pool.get('passport/1', false),
    pool.get('passport/2', false),
  ]);
  expect(again.equals(original)).toBe(true);
  expect(sibling.equals(original)).toBe(false);
});

it('refuses a picture that nobody draws', async () => {
  await expect(pool.get('passport/9', false)).rejects.toThrow('no image');
});
