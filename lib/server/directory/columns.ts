import 'server-only';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { earliestExpiry } from './documents';
import type { Entry } from './entry';

/** Of each column what it is sent as, an array of a page's values, and what becomes of it there when it needs a word. */
const COLUMNS: Record<string, { type: string; read?: string; of: (entry: Entry) => unknown }> = {
  uuid: { type: 'text', of: ({ uuid }) => uuid },
  status: { type: 'integer', of: ({ status }) => storableStatus(status) },
  name: { type: 'text', of: ({ name }) => name },
  surname: { type: 'text', of: ({ surname }) => surname },
  nationality: { type: 'text', of: ({ nationality }) => nationality },
  gender: { type: 'text', of: ({ gender }) => gender },
  email: { type: 'text', of: ({ email }) => email },
  phone: { type: 'text', of: ({ phone }) => phone },
  updated_given: { type: 'text', of: ({ updatedAt }) => updatedAt },
  documents: { type: 'jsonb', of: ({ documents }) => JSON.stringify(documents) },
  // Postgres has no arrays of arrays of different lengths: these two are written out.
  expired_documents: {
    type: 'text',
    read: 'expired_documents::text[]',
    of: ({ expiredDocuments }) => arrayLiteral(expiredDocuments ?? []),
  },
  document_keys: {
    type: 'text',
    read: 'document_keys::bigint[]',
    of: ({ documentKeys }) => `{${documentKeys.join(',')}}`,
  },
  document_mask: { type: 'smallint', of: ({ documentMask }) => documentMask },
  expired_mask: { type: 'smallint', of: ({ expiredMask }) => expiredMask },
  ...Object.fromEntries(
    KNOWN_DOCUMENTS.map((type) => [
      DOCUMENTS[type].directory.expiry,
      { type: 'date', of: ({ documents }: Entry) => earliestExpiry(documents, type) },
    ]),
  ),
  face_failed: { type: 'boolean', of: ({ faceFailed }) => faceFailed },
  sort_name: { type: 'text', of: ({ sortName }) => sortName },
  search: { type: 'text', of: ({ search }) => search },
};
/** Their names, as a list in SQL. */
export const NAMES = Object.keys(COLUMNS).join(', ');
const READ = Object.entries(COLUMNS).map(([name, { read = name }]) => `${read} AS ${name}`);
const ARRAYS = Object.values(COLUMNS).map(({ type }, index) => `$${index + 1}::${type}[]`);
/** The rows that were sent. */
export const GIVEN = `(SELECT ${READ.join(', ')} FROM unnest(${ARRAYS.join(', ')}) AS sent(${NAMES})) AS given`;

/** The placeholder of the value that comes so many after the rows, from 1. */
export const after = (place: number) => `$${ARRAYS.length + place}`;

/** A page's values, an array of each column. */
export function toArrays(entries: readonly Entry[]): string[] {
  // A page that shifts may show somebody twice, and one statement can't touch a row twice.
  const unique = [...new Map(entries.map((entry) => [entry.uuid, entry])).values()];
  return Object.values(COLUMNS).map(({ of }) => arrayLiteral(unique.map(of)));
}

/** As Postgres reads an array. By ourselves: the driver's own way takes several times as long. */
export function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(elementLiteral).join(',')}}`;
}

function elementLiteral(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}

/** A code beyond Postgres' integer is no code of anybody's; the list still shows it. */
function storableStatus(status: number | null): number | null {
  return status !== null && Math.abs(status) < 2 ** 31 - 1 ? status : null;
}
