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

/** The vendor leaves these out of some answers about a person and not of others; a person's contact it never does. */
const FILLED_FROM_ROW = ['nationality', 'gender', 'updatedAt'] as const;

/** Sentinel's own answer, and where it leaves a field out what the list said of the same person. */
export function shownFromCustomer(customer: Customer, row: CustomerRow | undefined): Shown {
  const missing = FILLED_FROM_ROW.filter((field) => customer[field] === null && row?.uuid === customer.uuid);
  return { ...customer, ...Object.fromEntries(missing.map((field) => [field, row?.[field] ?? null])) };
}
