import * as z from 'zod/mini';
import { KNOWN_DOCUMENTS } from '../kyc/document-types';
import { DOCUMENT_IDENTITY_FIELDS, IDENTITY_FIELDS } from './knowledge';
import { purposeSchema } from './purpose';

/** Bodies of the routes that show what most work does without: images, and single hidden fields. */

/** `why` may be absent: the desk then takes the purpose that it remembers, or answers `purpose_required`. */
const why = { why: z.optional(purposeSchema) };

export const revealImagesSchema = z.strictObject({ optimized: z._default(z.boolean(), false), ...why });

/** One field of the customer, or of one document: `place` counts the documents of its type from 0. */
export const revealFieldSchema = z.union([
  z.strictObject({ field: z.enum(IDENTITY_FIELDS), ...why }),
  z.strictObject({
    field: z.enum(DOCUMENT_IDENTITY_FIELDS),
    document: z.strictObject({
      type: z.enum(KNOWN_DOCUMENTS),
      place: z._default(z.int().check(z.gte(0), z.lte(50)), 0),
    }),
    ...why,
  }),
]);
