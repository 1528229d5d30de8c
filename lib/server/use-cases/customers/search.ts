import 'server-only';
import type { LookupBody } from '../../../contracts/requests';
import type { SearchAnswer, SearchBody, SearchRow } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import {
  type DirectoryQuery,
  directoryStatus,
  type Owners,
  readQuery,
  searchDirectory,
  similarRows,
  vendorRow,
} from '../../directory/public';
import { SentinelError } from '../../sentinel/public';
import { recorded } from '../audited';
import { lookUpCustomer } from './look-up';
import { rowSeenBy } from './seen-by';

interface Asked {
  query: DirectoryQuery;
  limit: number;
  live: boolean;
  audit: AuditContext;
  signal: AbortSignal;
}

/**
 * One page of the customers that match a text and filters, best first or in the order asked for. Recorded with the
 * kinds of terms and the names of filters. When the text is a whole e-mail address or phone number that no customer in
 * the directory has as theirs, the desk also looks it up at Sentinel. That look-up is recorded as an event of its own.
 *
 * @throws DeskError `audit_unavailable`, `database_unavailable`, `invalid_request` for a cursor of another result
 */
export async function searchCustomers(
  { limit, live, ...by }: SearchBody & { limit: number; live: boolean },
  audit: AuditContext,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  const query = readQuery(by, new Date());
  const answer = await recorded(audit, {
    action: 'customers.searched',
    work: () => search({ query, limit, live, audit, signal }),
    detail: (answer) => ({
      ...query.audited,
      ...(answer.kind === 'rows' && { found: answer.rows.length }),
    }),
  });
  return answer.kind === 'rows' ? { ...answer, rows: answer.rows.map((row) => rowSeenBy(audit, row)) } : answer;
}

const NOTHING = {
  kind: 'rows',
  exact: null,
  next: null,
  similar: false,
  live: 'not-asked',
  capped: false,
  spoken: false,
} as const;
const NOBODY: Owners = { knowsContact: false, uuids: [] };

async function search(asked: Asked): Promise<SearchAnswer> {
  const { query, limit, live } = asked;
  const directory = await directoryStatus();
  if (query.isTooShort) return { kind: 'type-more', directory };
  const contact = query.whole?.contact ?? null;
  if (directory.state === 'off') {
    if (contact === null || !live) return { kind: 'exact-only', directory };
    return { ...NOTHING, ...withLive([], NOBODY, await askSentinel(contact, asked)), directory };
  }
  const { owners, ...found } = await searchDirectory(query, limit);
  if (contact !== null && live && !owners.knowsContact) {
    return { ...NOTHING, ...found, ...withLive(found.rows, owners, await askSentinel(contact, asked)), directory };
  }
  const similar = found.rows.length > 0 || query.cursor !== null ? [] : await similarRows(query, limit);
  if (similar.length > 0) return { ...NOTHING, rows: similar, similar: true, directory };
  const spoken = query.terms !== null && query.terms.sounds.length > 0;
  return { ...NOTHING, ...found, spoken, exact: onlyOne(owners.uuids), directory };
}

function onlyOne(uuids: readonly string[]): string | null {
  return uuids.length === 1 ? (uuids[0] ?? null) : null;
}

interface Live {
  row: SearchRow | null;
  live: 'found' | 'nobody' | 'failed';
}

/** The customer whom Sentinel found by the whole contact, then the directory's rows, which only contain the contact. */
function withLive(rows: readonly SearchRow[], { uuids }: Owners, { row, live }: Live) {
  // Without Sentinel's answer the text may still be another customer's contact, so no row is the exact match.
  if (row === null) return { rows: [...rows], live, exact: live === 'failed' ? null : onlyOne(uuids) };
  const others = rows.filter(({ uuid }) => uuid !== row.uuid);
  return { rows: [row, ...others], live, exact: onlyOne([...new Set([row.uuid, ...uuids])]) };
}

async function askSentinel(contact: LookupBody, { query, audit, signal }: Asked): Promise<Live> {
  try {
    const found = await lookUpCustomer(contact, audit, signal);
    return { row: vendorRow(found, query), live: 'found' };
  } catch (error) {
    if (!(error instanceof SentinelError)) throw error;
    // The directory's answer still holds when Sentinel cannot be reached.
    return { row: null, live: error.kind === 'not-found' ? 'nobody' : 'failed' };
  }
}
