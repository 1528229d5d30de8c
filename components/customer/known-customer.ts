import type { Customer, CustomerRow } from '@/lib/contracts/customer';

/** The heading of a customer for whom Sentinel holds no name. */
export const NAMELESS = 'Customer without a name';

/** The fields known so far. An absent field is still loading; `null` means that Sentinel holds no value. */
export type KnownCustomer = Partial<Omit<Customer, 'uuid' | 'documents'>> & Pick<Customer, 'uuid'>;

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
 * The fields that a list row gives. A `null` in the row counts as still loading: Sentinel's list leaves out fields that
 * Sentinel's answer for one customer holds.
 */
export function knownFromRow(row: CustomerRow): KnownCustomer {
  const known = ROW_FIELDS.filter((field) => row[field] !== null).map((field) => [field, row[field]]);
  return { uuid: row.uuid, ...Object.fromEntries(known), ...(row.unreadable && { unreadable: row.unreadable }) };
}

/** Sentinel leaves these fields out of some answers about a customer. It never leaves out the contact. */
const FILLED_FROM_ROW = ['nationality', 'gender', 'updatedAt'] as const;

/** Sentinel's answer for one customer. A field that the answer leaves out comes from the same customer's list row. */
export function knownFromCustomer(customer: Customer, row: CustomerRow | undefined): KnownCustomer {
  const isOdd = (field: string) => customer.unreadable?.some((one) => one.field === field) ?? false;
  const missing = FILLED_FROM_ROW.filter(
    (field) => customer[field] === null && !isOdd(field) && row?.uuid === customer.uuid,
  );
  const odd = row?.unreadable?.filter(({ field }) => missing.some((one) => one === field)) ?? [];
  return {
    ...customer,
    ...Object.fromEntries(missing.map((field) => [field, row?.[field] ?? null])),
    ...(odd.length > 0 && { unreadable: [...(customer.unreadable ?? []), ...odd] }),
  };
}
