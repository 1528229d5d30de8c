import 'server-only';
import * as z from 'zod/mini';
import { emailSchema, type LookupBody } from '../../contracts/requests';
import type {
  Neighbours,
  NeighboursBody,
  SearchAnswer,
  SearchBody,
  SearchQuery,
  SearchRow,
} from '../../contracts/search';
import { toE164 } from '../../phone';
import { recorded } from '../audit/audited';
import type { AuditContext } from '../audit/trail';
import { lookUpCustomer } from '../customers';
import { env } from '../env';
import { DeskError } from '../errors';
import type { SentinelCustomer } from '../sentinel/customer';
import { SentinelError } from '../sentinel/errors';
import { labelStatus } from '../status-labels';
import { readCursor, writeCursor } from './cursor';
import { searchPool } from './database';
import { filterNames } from './filters';
import { directoryKeys } from './keys';
import { toNeighbours } from './neighbours';
import { parseFound, toSearchRow, withMatches } from './rows';
import { neighboursStatement, type Query, searchStatement, similarStatement } from './search-sql';
import { directoryStatus } from './status';
import { kindsOf, parseTerms } from './terms';

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
 * kinds of terms and the names of filters. A whole e-mail address or phone number that the directory doesn't know is
 * looked up at Sentinel, which is recorded as a look-up of its own.
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

async function search(asked: Asked): Promise<SearchAnswer> {
  const { by } = asked;
  const directory = await directoryStatus();
  const query = toQuery(by);
  if (query === null) return { kind: 'type-more', directory };
  const nothing = { ...NOTHING, rows: [] };
  if (directory.state === 'off') {
    if (wholeContact(by) === null || !by.live) return { kind: 'exact-only', directory };
    return { ...nothing, ...(await askSentinel(asked)), directory };
  }
  const keys = directoryKeys();
  const about = aboutOf(by);
  const after = by.cursor === undefined ? null : readCursor(keys, about, by.cursor);
  const statement = searchStatement(keys, query, by.limit, after);
  const found = parseFound((await searchPool().query(statement)).rows);
  const last = found[by.limit - 1];
  if (found.length > 0 || after !== null || query.terms === null) {
    return {
      ...nothing,
      rows: found.slice(0, by.limit).map((row) => toSearchRow(row, query.terms)),
      next: found.length <= by.limit || !last ? null : writeCursor(keys, about, { key: last.sortKey, uuid: last.uuid }),
      capped: found[0]?.capped ?? false,
      directory,
    };
  }
  if (wholeContact(by) !== null && by.live) return { ...nothing, ...(await askSentinel(asked)), directory };
  if (!hasWord(query)) return { ...nothing, directory };
  const similar = parseFound((await searchPool().query(similarStatement(query, Math.min(SIMILAR, by.limit)))).rows);
  const rows = similar.map((row) => toSearchRow(row, null));
  return { ...nothing, rows, similar: rows.length > 0, directory };
}

/**
 * Who stands before and after somebody in a result, the whole of it.
 * @throws DeskError `invalid_request` for a text too short to have a result, `database_unavailable`
 */
export async function neighboursOf(by: NeighboursBody): Promise<Neighbours> {
  if (env().DIRECTORY === 'off') return toNeighbours([]);
  const query = toQuery(by);
  if (query === null)
    throw new DeskError('invalid_request', 'text is too short.', { fields: { text: 'is too short' } });
  return toNeighbours((await searchPool().query(neighboursStatement(directoryKeys(), query, by.uuid))).rows);
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

/** The whole text as an e-mail address or a phone number, when nothing else was asked. */
function wholeContact({ text = '', filters = {}, cursor }: SearchBody): LookupBody | null {
  if (filterNames(filters).length > 0 || cursor !== undefined) return null;
  const email = z.safeParse(emailSchema, text);
  if (email.success) return { email: email.data };
  const phoneNumber = toE164(text);
  return phoneNumber === null ? null : { phoneNumber };
}

type Live = { rows: SearchRow[]; live: 'found' | 'nobody' | 'failed' };

async function askSentinel({ by, audit, signal }: Asked): Promise<Live> {
  const contact = wholeContact(by);
  if (contact === null) return { rows: [], live: 'nobody' };
  try {
    const found = await lookUpCustomer(contact, audit, signal);
    return { rows: [liveRow(found, by.text ?? '')], live: 'found' };
  } catch (error) {
    if (!(error instanceof SentinelError)) throw error;
    // The directory's answer, "not here", still stands when Sentinel can't be asked.
    return { rows: [], live: error.kind === 'not-found' ? 'nobody' : 'failed' };
  }
}

function liveRow(found: SentinelCustomer, text: string): SearchRow {
  const { uuid, name, surname, email, phoneNumber, nationality, gender, updatedAt } = found;
  const status = labelStatus(found.status, env().SENTINEL_STATUS_LABELS);
  const documents = found.documents.map(({ type, dateOfExpiry, idMatch }) => ({ type, dateOfExpiry, idMatch }));
  const person = { uuid, status, name, surname, email, phoneNumber, nationality, gender, updatedAt };
  return withMatches({ ...person, documents, expiredDocuments: [] }, parseTerms(text), false);
}
