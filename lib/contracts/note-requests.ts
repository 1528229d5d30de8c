import * as z from 'zod/mini';
import { typedText } from '../writing/text';
import { NOTE, type NoteBody, type NoteChange } from './notes';

/** Lines are kept; other control characters come with pasted text, and are none of a note's. */
const text = z
  .string()
  .check(z.overwrite(typedText), z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(NOTE.most, 'is too long'));
const mentions = z.array(z.uuid()).check(z.maxLength(NOTE.mentions, `must be ${NOTE.mentions} people at most`));

export const noteSchema = z.strictObject({ id: z.uuid(), text, mentions }) satisfies z.ZodMiniType<NoteBody>;
export const noteChangeSchema = z.strictObject({
  text,
  mentions,
  version: z.int().check(z.gte(1)),
}) satisfies z.ZodMiniType<NoteChange>;

/** `POST /api/mentions/seen`. */
export const seenSchema = z.strictObject({ notes: z.array(z.uuid()).check(z.minLength(1), z.maxLength(100)) });
