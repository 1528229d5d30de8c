import 'server-only';
import * as z from 'zod';
import { ROLES, type Role } from '../access';
import { BUDGET_WINDOWS, BUDGETS, DEFAULT_BUDGETS, type RoleBudgets } from '../contracts/budgets';

const limitSchema = z.number().int().min(0).max(100_000_000).nullable();
const budgetsSchema = z.strictObject(
  partialOf(ROLES, z.strictObject(partialOf(BUDGETS, z.strictObject(partialOf(BUDGET_WINDOWS, limitSchema))))),
);

function partialOf<K extends string, S extends z.ZodType>(keys: readonly K[], schema: S) {
  return Object.fromEntries(keys.map((key) => [key, schema.optional()])) as Record<K, z.ZodOptional<S>>;
}

/** The setting `BUDGETS`: the budgets that people have, where the setting does not change them. A limit of `null` is none. */
export const budgets = z
  .string()
  .default('{}')
  .transform((text, context): Record<Role, RoleBudgets> => {
    const parsed = budgetsSchema.safeParse(parsedJson(text));
    if (parsed.success) return withDefaults(parsed.data);
    const example = '{"support":{"openings":{"minute":30,"day":null}}}';
    context.addIssue({
      code: 'custom',
      message: `must be JSON like ${example}, with ${BUDGETS.join(', ')} per role; minute, hour, day per budget; limits from 0 up, or null for none`,
    });
    return z.NEVER;
  });

function withDefaults(given: z.infer<typeof budgetsSchema>): Record<Role, RoleBudgets> {
  const of = (role: Role) =>
    Object.fromEntries(
      BUDGETS.map((budget) => [budget, { ...DEFAULT_BUDGETS[role][budget], ...given[role]?.[budget] }]),
    );
  return Object.fromEntries(ROLES.map((role) => [role, of(role)])) as Record<Role, RoleBudgets>;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
