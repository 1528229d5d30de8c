import { hash, mix32, unmix32 } from './draw.ts';

/**
 * Numbers that look random, are all different, and lead back to the customer they came from. They end e-mail
 * addresses and phone numbers, so a look-up among a million customers costs arithmetic and no memory.
 */
const RANGE = 10_000_000;

export interface Scatter {
  digits(index: number): string;
  index(digits: string): number;
}

export function scatter(seed: number, salt: number): Scatter {
  // Any multiplier that ends in 1, 3, 7 or 9 can be undone modulo 10^7.
  const multiplier = 3_183_010 + (hash(seed, 0, salt) % 300_000) * 10 + 7;
  const offset = hash(seed, 1, salt) % RANGE;
  const inverse = inverseModulo(multiplier, RANGE);
  return {
    digits: (index) => String((index * multiplier + offset) % RANGE).padStart(7, '0'),
    index: (digits) => Number((BigInt((Number(digits) - offset + RANGE) % RANGE) * BigInt(inverse)) % BigInt(RANGE)),
  };
}

function inverseModulo(value: number, modulus: number): number {
  let [a, b, x, y] = [value, modulus, 1, 0];
  while (b !== 0) {
    const quotient = Math.floor(a / b);
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

const hex = (value: number, length: number) => (value >>> 0).toString(16).padStart(8, '0').slice(-length);

/** A version 4 uuid by its looks; its first eight digits carry the index. */
export function uuidOf(seed: number, index: number): string {
  const a = hash(seed, index, 901);
  const b = hash(seed, index, 902);
  const c = hash(seed, index, 903);
  const variant = '89ab'[c & 3];
  return `${hex(mix32(index ^ seed), 8)}-${hex(a, 4)}-4${hex(a >>> 16, 3)}-${variant}${hex(b, 3)}-${hex(b >>> 12, 4)}${hex(c, 8)}`;
}

/** The only index that `uuid` can belong to; the caller compares the whole uuid. */
export function indexOfUuid(seed: number, uuid: string): number {
  return (unmix32(Number.parseInt(uuid.slice(0, 8), 16)) ^ seed) >>> 0;
}
