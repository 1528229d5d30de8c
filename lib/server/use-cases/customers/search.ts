import 'server-only';
import type { LookupBody } from '../../../contracts/requests';
import type { SearchAnswer, SearchBody, SearchRow } from '../../../contracts/search';
import type { AuditContext } from '../../audit/trail';
import { type Owners, readWhole } from '../../directory/exact';
import { filterNames } from '../../directory/filters';
import { toQuery } from '../../directory/query';
import { searchDirectory, similarRows, vendorRow } from '../../directory/search';
import { directoryStatus } from '../../directory/status';
import { kindsOf, parseTerms } from '../../directory/terms';
import { SentinelError } from '../../sentinel/errors';
import { recorded } from '../audited';
import { lookUpCustomer } from './look-up';

interface Asked {
  by: SearchBody & { limit: number; live: boolean };
  audit: AuditContext;
  signal: AbortSignal;
}

/**
 * One page of the customers whom a text and filters fit, best first (or in the order asked for). Recorded with the
 * kinds of terms and the names of filters. A whole e-mail address or phone number that nobody in the directory has, even
 * where it is a part of somebody else's, is looked up at Sentinel, which is recorded as a look-up of its own.
 *
 * @throws DeskError `audit_unavailable`, `database_unavailable`, `invalid_request` for a cursor of another result
 */
export async function searchCustomers(
  by: Asked['by'],
  audit: AuditContext,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  const text = by.text?.trim() ?? '';
  const terms = parseTerms(text);
  return await recorded(audit, {
    action: 'customers.searched',
    work: () => search({ by, audit, signal }),
    detail: (answer) => ({
      terms: terms === null ? (text === '' ? [] : ['too-short']) : kindsOf(terms),
      filters: filterNames(by.filters ?? {}),
      ...(answer.kind === 'rows' && { found: answer.rows.length }),
    }),
  });
}

const NOTHING = { kind: 'rows', exact: null, next: null, similar: false, live: 'not-asked', capped: false } as const;
const NOBODY: Owners = { knowsContact: false, uuids: [] };

async function search(asked: Asked): Promise<SearchAnswer> {
  const { by } = asked;
  const directory = await directoryStatus();
  const query = toQuery(by);
  if (query === null) return { kind: 'type-more', directory };
  const contact = readWhole(by)?.contact ?? null;
  if (directory.state === 'off') {
    if (contact === null || !by.live) return { kind: 'exact-only', directory };
    return { ...NOTHING, ...withLive([], NOBODY, await askSentinel(contact, asked)), directory };
  }
  const { owners, ...found } = await searchDirectory(by, query);
  if (contact !== null && by.live && !owners.knowsContact) {
    return { ...NOTHING, ...found, ...withLive(found.rows, owners, await askSentinel(contact, asked)), directory };
  }
  const similar = found.rows.length > 0 || by.cursor !== undefined ? [] : await similarRows(query, by.limit);
  if (similar.length > 0) return { ...NOTHING, rows: similar, similar: true, directory };
  return { ...NOTHING, ...found, exact: onlyOne(owners.uuids), directory };
}

function onlyOne(uuids: readonly string[]): string | null {
  return uuids.length === 1 ? (uuids[0] ?? null) : null;
}

interface Live {
  row: SearchRow | null;
  live: 'found' | 'nobody' | 'failed';
}

/** The directory's rows, behind whom Sentinel knows by the whole contact that is only a part of theirs. */
function withLive(rows: readonly SearchRow[], { uuids }: Owners, { row, live }: Live) {
  // As long as nobody could say whose contact it is, it isn't known to be somebody's document number alone.
  if (row === null) return { rows: [...rows], live, exact: live === 'failed' ? null : onlyOne(uuids) };
  const others = rows.filter(({ uuid }) => uuid !== row.uuid);
  return { rows: [row, ...others], live, exact: onlyOne([...new Set([row.uuid, ...uuids])]) };
}

async function askSentinel(contact: LookupBody, { by, audit, signal }: Asked): Promise<Live> {
  try {
    const found = await lookUpCustomer(contact, audit, signal);
    return { row: vendorRow(found, by.text ?? ''), live: 'found' };
  } catch (error) {
    if (!(error instanceof SentinelError)) throw error;
    // The directory's answer still stands when Sentinel can't be asked.
    return { row: null, live: error.kind === 'not-found' ? 'nobody' : 'failed' };
  }
}
