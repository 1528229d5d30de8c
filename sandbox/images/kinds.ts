/** Drawn pictures, with the number of variants of each. A customer is dealt one; a million share the pool. */
export const DRAWN_KINDS = {
  face: 6,
  portrait: 6,
  passport: 3,
  'emirates-front': 3,
  'emirates-back': 3,
  'egypt-front': 3,
  'egypt-back': 3,
} as const;

/** Pictures that only named customers have: other types, and things that are no picture at all. */
export const SPECIAL_KINDS = [
  'png',
  'webp',
  'svg-as-png',
  'html-as-png',
  'truncated',
  'not-base64',
  'bare',
  'huge',
] as const;

export type DrawnKind = keyof typeof DRAWN_KINDS;
export type SpecialKind = (typeof SPECIAL_KINDS)[number];

// A control character in front, so that no name or address can be mistaken for a reference.
const PREFIX = '\u0001image:';

/** What a record holds in place of a data URI: a million customers cannot each hold a megabyte. */
export function imageRef(kind: DrawnKind | SpecialKind, variant = 0): string {
  return `${PREFIX}${kind}/${variant}`;
}

/** Finds references in the text that JSON.stringify made, quotes included. */
export const REF_IN_JSON = /"\\u0001image:([a-z0-9-]+\/\d+)"/g;

export function refKey(kind: string, variant: number): string {
  return `${kind}/${variant}`;
}
