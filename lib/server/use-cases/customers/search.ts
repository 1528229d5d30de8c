import 'server-only';
import type { LookupBody } from '../../../contracts/requests';
import type {
  Neighbours,
  NeighboursBody,
  SearchAnswer,
  SearchBody,
  SearchQuery,
  SearchRow,
} from '../../../contracts/search';
import type { AuditContext } from '../../audit/trail';
import { DeskError } from '../../desk-error';
import { readCursor, writeCursor } from '../../directory/cursor';
import { searchPool } from '../../directory/database';
import { type Owners, ownersOf, readWhole } from '../../directory/exact';
import { filterNames } from '../../directory/filters';
import { directoryKeys } from '../../directory/keys';
import { countOf, toNeighbours } from '../../directory/neighbours';
import { parseFound, toSearchRow, withMatches } from '../../directory/rows';
import { neighboursStatement, type Query, searchStatement, similarStatement } from '../../directory/search-sql';
import { directoryStatus } from '../../directory/status';
import { kindsOf, parseTerms } from '../../directory/terms';
import { env } from '../../env';
import type { SentinelCustomer } from '../../sentinel/customer';
import { SentinelError } from '../../sentinel/errors';
import { labelStatus } from '../../status-labels';
import { recorded } from '../audited';
import { lookUpCustomer } from './customers';

/** Similar names are a suggestion: nobody reads more of them. */
const SIMILAR = 20;
/** Shorter words are like everything. */
const SIMILAR_FROM = 4;

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
  if (found.rows.length > 0 || by.cursor !== undefined || !hasWord(query)) {
    return { ...NOTHING, ...found, exact: onlyOne(owners.uuids), directory };
  }
  const similar = parseFound((await searchPool().query(similarStatement(query, Math.min(SIMILAR, by.limit)))).rows);
  const rows = similar.map((row) => toSearchRow(row, null));
  return { ...NOTHING, rows, similar: rows.length > 0, directory };
}

async function searchDirectory(by: Asked['by'], query: Query) {
  const keys = directoryKeys();
  const about = aboutOf(by);
  const after = by.cursor === undefined ? null : readCursor(keys, about, by.cursor);
  const whole = readWhole(by);
  const [page, owners] = await Promise.all([
    searchPool().query(searchStatement(keys, query, by.limit, after)),
    whole === null ? NOBODY : ownersOf(whole, keys, (statement) => searchPool().query(statement)),
  ]);
  const found = parseFound(page.rows);
  const last = found[by.limit - 1];
  return {
    rows: found.slice(0, by.limit).map((row) => toSearchRow(row, query.terms)),
    next: found.length <= by.limit || !last ? null : writeCursor(keys, about, { key: last.sortKey, uuid: last.uuid }),
    capped: found[0]?.capped ?? false,
    owners,
  };
}

/**
 * Who stands before and after somebody in a result, the whole of it. Recorded as a search of its own: it tells who fits.
 * @throws DeskError `audit_unavailable`, `invalid_request` for a text too short to have a result, `database_unavailable`
 */
export async function neighboursOf(by: NeighboursBody, audit: AuditContext): Promise<Neighbours> {
  if (env().DIRECTORY === 'off') return toNeighbours([]);
  const query = toQuery(by);
  if (query === null)
    throw new DeskError('invalid_request', 'text is too short.', { fields: { text: 'is too short' } });
  const statement = neighboursStatement(directoryKeys(), query, by.uuid);
  return await recorded(audit, {
    action: 'customers.searched',
    work: async () => toNeighbours((await searchPool().query(statement)).rows),
    detail: (beside) => ({
      terms: query.terms === null ? [] : kindsOf(query.terms),
      filters: filterNames(query.filters),
      found: countOf(beside),
    }),
  });
}

/** @returns `null` when the text says too little to be looked for */
export function toQuery({ text = '', filters = {}, sort = { by: 'relevance' } }: SearchQuery): Query | null {
  const terms = text.trim() === '' ? null : parseTerms(text);
  if (terms === null && text.trim() !== '') return null;
  return { terms, filters, sort, now: new Date() };
}

function aboutOf({ text = '', filters = {}, sort = { by: 'relevance' } }: SearchQuery): unknown {
  return [text.trim(), Object.entries(filters).sort(([one], [other]) => (one < other ? -1 : 1)), sort];
}

function hasWord({ terms }: Query): boolean {
  return terms?.terms.some(({ kind, text }) => kind === 'word' && text.length >= SIMILAR_FROM) ?? false;
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
    return { row: liveRow(found, by.text ?? ''), live: 'found' };
  } catch (error) {
    if (!(error instanceof SentinelError)) throw error;
    // The directory's answer still stands when Sentinel can't be asked.
    return { row: null, live: error.kind === 'not-found' ? 'nobody' : 'failed' };
  }
}

function liveRow(found: SentinelCustomer, text: string): SearchRow {
  const { uuid, name, surname, email, phoneNumber, nationality, gender, updatedAt } = found;
  const status = labelStatus(found.status, env().SENTINEL_STATUS_LABELS);
  const documents = found.documents.map(({ type, dateOfExpiry, idMatch }) => ({ type, dateOfExpiry, idMatch }));
  const person = { uuid, status, name, surname, email, phoneNumber, nationality, gender, updatedAt };
  return withMatches({ ...person, documents, expiredDocuments: [] }, parseTerms(text), false);
}
