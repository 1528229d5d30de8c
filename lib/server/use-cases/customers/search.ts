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
import { onlyOnce, patienceOf, type WhileWaiting, whileWaiting } from '../while-waiting';
import { lookUpCustomer } from './look-up';
import { rowSeenBy } from './seen-by';

interface Asked {
  query: DirectoryQuery;
  limit: number;
  live: boolean;
  audit: AuditContext;
  signal: AbortSignal;
  /** Called with the directory's rows before Sentinel is asked. */
  onFound: (found: SearchAnswer) => void;
}

/**
 * One page of the customers that match a text and filters, best first or in the order asked for. Recorded with the
 * kinds of terms and the names of filters. When the text is a whole e-mail address or phone number that no customer in
 * the directory has as theirs, the desk also looks it up at Sentinel. That look-up is recorded as an event of its own.
 * The directory's rows don't wait for a look-up that takes its time: `known` has them, after the search is recorded.
 *
 * @throws DeskError `invalid_request` for a cursor of another result; `audit_unavailable`, before rows are handed on. The
 *   answer rejects with DeskError `audit_unavailable`, `database_unavailable`
 */
export async function searchCustomers(
  { limit, live, ...by }: SearchBody & { limit: number; live: boolean },
  audit: AuditContext,
  signal: AbortSignal,
): Promise<WhileWaiting<SearchAnswer, SearchAnswer>> {
  const query = readQuery(by, new Date());
  const action = 'customers.searched';
  const detail = (answer: SearchAnswer) => ({
    ...query.audited,
    ...(answer.kind === 'rows' && { found: answer.rows.length }),
  });
  let onFound: (found: SearchAnswer) => void = () => {};
  const found = new Promise<SearchAnswer>((resolve) => {
    onFound = resolve;
  });
  const takeRecord = onlyOnce();
  const answer = recorded(audit, {
    action,
    work: () => search({ query, limit, live, audit, signal, onFound }),
    detail,
    isRecorded: takeRecord,
  }).then((whole) => seenBy(audit, whole));
  answer.catch(() => {});
  const waited = await whileWaiting(answer, patienceOf('page'), async () => {
    const rows = await Promise.race([found, answer]).catch(() => null);
    if (rows?.kind !== 'rows' || rows.live !== 'waiting' || rows.rows.length === 0) return null;
    // The whole answer is there and is being recorded.
    if (takeRecord()) await answer.catch(() => {});
    else await recorded(audit, { action, work: async () => rows, detail, isSpent: true });
    return seenBy(audit, rows);
  });
  return { ...waited, answer };
}

/** Each row without the fields that the person's role doesn't see. */
function seenBy(audit: AuditContext, answer: SearchAnswer): SearchAnswer {
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
    asked.onFound({ ...NOTHING, ...found, live: 'waiting', directory });
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
