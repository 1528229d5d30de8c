import 'server-only';
import type { DocumentField, DocumentSummary, RowField, Unreadable } from '../../contracts/customer';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { column } from './columns';
import { raw, type Sql, sql } from './sql';

/**
 * What could not be read, as filters know it (`docs/odd-values.md`): one bit for each filter that a value belongs to.
 * `expiry` and `faceMatch` are about any document of the customer.
 */
const BITS = { status: 1, nationality: 2, gender: 4, expiry: 8, faceMatch: 16 } as const;

interface Odd {
  documents: readonly DocumentSummary[];
  unreadable: readonly Unreadable<RowField>[];
}

/** The bits of a row. A document that is no record at all hides its expiry and its face match. */
export function unreadableMask({ documents, unreadable }: Odd): number {
  const fields = new Set<string>(unreadable.map(({ field }) => field));
  const isWhole = KNOWN_DOCUMENTS.some((type) => fields.has(type));
  const has = (field: DocumentField) => documents.some((one) => one.unreadable?.some((odd) => odd.field === field));
  const isOdd = {
    status: fields.has('status'),
    nationality: fields.has('nationality'),
    gender: fields.has('gender'),
    expiry: isWhole || fields.has('expiredDocuments') || has('dateOfExpiry'),
    faceMatch: isWhole || has('idMatch'),
  };
  return (Object.keys(BITS) as (keyof typeof BITS)[]).reduce((mask, key) => (isOdd[key] ? mask | BITS[key] : mask), 0);
}

/** Some value could not be read; the condition of a partial index. */
export const ANY_UNREADABLE = sql`${column('unreadableMask')} <> 0`;

/** The choices "not readable" of the filters, each as its condition. */
export const UNREADABLE_CHOICES = {
  status: unreadableSql('status'),
  nationality: unreadableSql('nationality'),
  gender: unreadableSql('gender'),
  expiryUnreadable: documentsSql('expiry'),
  faceMatchUnreadable: documentsSql('faceMatch'),
};

function documentsSql(what: 'expiry' | 'faceMatch'): Sql {
  return sql`(${ANY_UNREADABLE} AND ${column('unreadableMask')} & ${BITS[what]} <> 0)`;
}

/** The field has no value, because the given one could not be read. A value from before stays, and counts. */
function unreadableSql(field: 'status' | 'nationality' | 'gender'): Sql {
  return sql`(${ANY_UNREADABLE} AND ${column('unreadableMask')} & ${BITS[field]} <> 0 AND ${column(field)} IS NULL)`;
}

/** The field has no value, and none was given. */
export function notGivenSql(field: 'status' | 'nationality' | 'gender'): Sql {
  return sql`(${column(field)} IS NULL AND ${readableSql(field)})`;
}

const MASKS = Array.from({ length: 2 * Math.max(...Object.values(BITS)) }, (_, mask) => mask);

/** No value of the field was unreadable, as a list of masks: Postgres keeps no statistics of `mask & bit` (`expiry-sql.ts`). */
export function readableSql(field: 'status' | 'nationality' | 'gender'): Sql {
  const readable = MASKS.filter((mask) => (mask & BITS[field]) === 0);
  return sql`${column('unreadableMask')} = ANY(${raw(`'{${readable.join(',')}}'::smallint[]`)})`;
}
