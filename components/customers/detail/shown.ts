import type { Customer, CustomerRow } from '@/lib/contracts/customer';

/** What the page can show now. An absent field is still coming; `null` is one that Sentinel doesn't hold. */
export type Shown = Partial<Omit<Customer, 'uuid' | 'documents'>> & Pick<Customer, 'uuid'>;

const ROW_FIELDS = [
  'status',
  'name',
  'surname',
  'email',
  'phoneNumber',
  'nationality',
  'gender',
  'updatedAt',
] as const satisfies readonly (keyof CustomerRow & keyof Customer)[];

/**
 * What a list row already told about a customer. A field that the row lacks counts as still coming: the list leaves
 * fields out that the customer's own answer holds.
 */
export function shownFromRow(row: CustomerRow): Shown {
  const known = ROW_FIELDS.filter((field) => row[field] !== null).map((field) => [field, row[field]]);
  return { uuid: row.uuid, ...Object.fromEntries(known) };
}
