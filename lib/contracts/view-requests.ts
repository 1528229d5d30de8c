import * as z from 'zod/mini';
import { titleLooksPersonal } from '../writing/personal';
import { typedLine } from '../writing/text';
import { expiringSchema } from './expiring-requests';
import { filtersSchema, sortSchema, timeZoneSchema } from './search-requests';
import {
  MOST_SENT,
  MOST_VIEW_COLUMNS,
  type NewView,
  VIEW_NAME,
  VIEW_PAGES,
  VIEW_PARTS,
  type ViewPatch,
  type ViewState,
} from './views';

/**
 * Bodies of the routes about saved views. Colleagues read a view for years, and the daily digest takes its filters out
 * of the desk. So the parser takes no text of a search, and of the vendor's words only codes.
 */

const name = z.string().check(
  z.overwrite(typedLine),
  z.trim(),
  z.minLength(VIEW_NAME.least, 'is too short'),
  z.maxLength(VIEW_NAME.most, 'is too long'),
  z.refine((text) => !titleLooksPersonal(text), 'looks like a customer’s data, which a view may not hold'),
);

/**
 * Nationality and gender are the vendor's words, and so of any text. Codes of countries, the usual words for a gender, and
 * the desk's own `none` and `unreadable` are no text about a person.
 */
const NATIONALITY = /^([A-Za-z]{2,3}|none|unreadable)$/;
const GENDER = /^(male|female|m|f|x|other|none|unreadable)$/i;
const CODES_ALONE = 'holds the vendor’s own text; a view keeps codes alone';

const filters = filtersSchema.check(
  z.refine(({ nationality = [] }) => nationality.every((one) => NATIONALITY.test(one)), {
    error: CODES_ALONE,
    path: ['nationality'],
  }),
  z.refine(({ gender = [] }) => gender.every((one) => GENDER.test(one)), { error: CODES_ALONE, path: ['gender'] }),
);

const params = expiringSchema.check(
  z.refine(({ nationality }) => nationality === undefined || NATIONALITY.test(nationality), {
    error: CODES_ALONE,
    path: ['nationality'],
  }),
);

const columns = z.optional(
  z.array(z.string().check(z.regex(/^[A-Za-z]{1,20}$/, 'is not valid'))).check(
    z.minLength(1),
    z.maxLength(MOST_VIEW_COLUMNS),
    z.refine((ids) => new Set(ids).size === ids.length, 'names a column twice'),
  ),
);

export const viewStateSchema = z.discriminatedUnion('page', [
  z.strictObject({ page: z.literal('customers'), filters, sort: z.optional(sortSchema), columns }),
  z.strictObject({ page: z.literal('expiring'), params, columns }),
]) satisfies z.ZodMiniType<ViewState>;

/** `POST /api/views`. */
const sent = { name, team: z.boolean(), state: viewStateSchema };
export const newViewSchema = z.strictObject({
  id: z.uuid(),
  ...sent,
  earlier: z.optional(z.array(z.strictObject(sent)).check(z.maxLength(MOST_SENT))),
}) satisfies z.ZodMiniType<NewView>;

/** `PATCH /api/views/{id}`. */
export const viewPatchSchema = z
  .strictObject({
    version: z.string().check(z.maxLength(40)),
    name: z.optional(name),
    team: z.optional(z.boolean()),
    digest: z.optional(z.boolean()),
    state: z.optional(viewStateSchema),
  })
  .check(
    z.refine((patch) => VIEW_PARTS.some((part) => patch[part] !== undefined), 'names nothing to change'),
  ) satisfies z.ZodMiniType<ViewPatch>;

/** The query string of `GET /api/views/counts`. The zone is the reader's, for the days of an update. */
export const viewCountsSchema = z.strictObject({
  page: z.enum(VIEW_PAGES),
  timeZone: z._default(timeZoneSchema, 'UTC'),
});
