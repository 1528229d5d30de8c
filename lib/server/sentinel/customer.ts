import 'server-only';
import type { Customer, CustomerRow } from '../../contracts/customer';

/**
 * A customer as the vendor gave it. The status is a bare code, and the use cases add the configured label.
 */
export type SentinelCustomer = Omit<Customer, 'status' | 'asOf'> & { status: number | null };

/** A list row as the vendor gave it. Its document numbers serve the directory's fingerprints alone. */
export type SentinelRow = Omit<CustomerRow, 'status'> & { status: number | null; documentNumbers: string[] };

/** One page of the list. */
export interface SentinelPage {
  rows: SentinelRow[];
  /** The number of this page, from 1: as the vendor states it, else the requested one. */
  page: number;
  perPage: number;
  total: number;
  /** The total as the vendor states it, `null` without one. `total` is corrected where the rows prove it wrong. */
  saidTotal: number | null;
  lastPage: number;
  /** Rows that were left out because they have no usable uuid. The page mentions them; they are no error. */
  skippedRows: number;
  /** What those rows hold, clipped, to tell them apart: personal data, never to be logged. */
  skipped: string[];
}
