import * as z from 'zod/mini';
import { typedText } from '../writing/text';
import { CLOSING_WORD, REVIEW_STATES } from './reviews';

/** Queries and bodies of the routes about reviews. */

const number = (of: string) => z.pipe(z.string().check(z.regex(/^[1-9]\d{0,14}$/, of)), z.transform(Number));

/** The query string of `GET /api/reviews`. */
export const reviewQuerySchema = z.strictObject({
  state: z._default(z.enum(REVIEW_STATES, 'must be open or closed'), 'open'),
  /** `next` of the page before this one. */
  before: z.optional(number('must be the number of a review')),
});

/** The number in the path of a review. */
export const reviewNumberSchema = number('must be the number of a review');

/** The body of `POST /api/reviews/{number}/close`. */
export const closeReviewSchema = z.strictObject({
  word: z
    .string()
    .check(
      z.overwrite(typedText),
      z.trim(),
      z.minLength(CLOSING_WORD.least, 'is too short'),
      z.maxLength(CLOSING_WORD.most, 'is too long'),
    ),
});
