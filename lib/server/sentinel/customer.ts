import 'server-only';
import type { Customer, CustomerRow } from '../../contracts/customer';

/** A customer as the vendor gave it: the status is a bare code, labels are the use cases' (they come from configuration). */
export type SentinelCustomer = Omit<Customer, 'status' | 'asOf'> & { status: number | null };

/** A list row likewise; its document numbers are for the directory's fingerprints alone and go no further. */
export type SentinelRow = Omit<CustomerRow, 'status'> & { status: number | null; documentNumbers: string[] };

/** One page of the list. */
export interface SentinelPage {
  rows: SentinelRow[];
  /** The page that these rows are, from 1: the vendor's word, else the one asked for. */
  page: number;
  perPage: number;
  total: number;
  /** The vendor's own word, `null` when it gave none: `total` is put right where the rows prove it wrong. */
  saidTotal: number | null;
  lastPage: number;
  /** Rows that were left out because they have no usable uuid: worth a word on the page, never an error. */
  skippedRows: number;
}
