import * as z from 'zod/mini';
import { typedLine } from '../writing/text';

/**
 * Why a person asks for something that most work does without: one of the operator's purposes (`ACCESS_PURPOSES`). The
 * trail keeps the purpose with the event. The rules stand in `docs/decisions.md`, decision 43.
 */

/** What asks for a purpose. The first two always do; `ACCESS_PURPOSES_FOR` adds the others. */
export const PURPOSES_ASKED_FOR = ['reveal', 'export', 'images', 'print'] as const;
export type PurposeAskedFor = (typeof PURPOSES_ASKED_FOR)[number];

/** The purposes of a desk whose operator has listed none. These have words of their own (`lib/words/purposes.ts`). */
export const DEFAULT_PURPOSES = ['customer-request', 'document-review', 'fraud-check', 'regulator', 'other'] as const;
export type DefaultPurpose = (typeof DEFAULT_PURPOSES)[number];

/** A purpose as the operator writes it. The desk shows one without a word of its own as it is written. */
export const PURPOSE = /^[\p{L}\p{N}][\p{L}\p{N} -]{1,39}$/u;

/** The one purpose that says nothing: it needs a sentence. */
export const OTHER_PURPOSE = 'other' satisfies DefaultPurpose;

/** How long a purpose is remembered for one customer and one session, minutes. */
export const PURPOSE_MINUTES = 15;

/** The bounds of the sentence, in characters. */
export const SENTENCE = { least: 10, most: 200 } as const;

/** Of a request. The use case checks the purpose against the operator's list, and the sentence against `SENTENCE`. */
export const purposeSchema = z.strictObject({
  purpose: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(40, 'is too long')),
  /** For {@link OTHER_PURPOSE} alone. */
  sentence: z.optional(z.string().check(z.overwrite(typedLine), z.trim(), z.maxLength(SENTENCE.most, 'is too long'))),
});
export type GivenPurpose = z.infer<typeof purposeSchema>;
