import 'server-only';
import type { Neighbours, SearchRow } from '../../contracts/search';
import { env } from '../env';
import type { SentinelCustomer } from '../sentinel/public';
import { labelStatus } from '../status-labels';
import { type Place, readCursor, writeCursor } from './cursor';
import { searchPool } from './database';
import { type Owners, ownersOf } from './exact';
import { type DirectoryKeys, directoryKeys } from './keys';
import { seenOf } from './merge';
import { toNeighbours } from './neighbours';
import type { DirectoryQuery } from './query';
import { parseFound, toSearchRow, withMatches } from './rows';
import { neighboursStatement, type Reading, searchStatement, similarStatement, WALKED } from './search-sql';
import { talliedMatches } from './tallies';
import { areTallied } from './tallies-sql';

/** More similar names than this are no suggestion any more. */
const SIMILAR = 20;
/** A shorter word is similar to nearly every name. */
const SIMILAR_FROM = 4;

const NOBODY: Owners = { knowsContact: false, uuids: [] };

/** One page of a result, with the customers whose whole contact, document number or uuid the text is. */
export interface FoundPage {
  rows: SearchRow[];
  /** The cursor of the following page, `null` on the last one. */
  next: string | null;
  /** Whether the text matches more customers than were ranked. */
  capped: boolean;
  owners: Owners;
}

/**
 * One page of the customers that match a query.
 * @throws DeskError `invalid_request` for a cursor of another query; the driver's error when Postgres can't be reached
 */
export async function searchDirectory(query: DirectoryQuery, limit: number): Promise<FoundPage> {
  const keys = directoryKeys();
  const { about, cursor, whole } = query;
  const after = cursor === null ? null : readCursor(keys, about, cursor);
  const [page, owners] = await Promise.all([
    readPage(keys, query, limit, after),
    whole === null ? NOBODY : ownersOf(whole, keys, (statement) => searchPool().query(statement)),
  ]);
  const found = parseFound(page);
  const last = found[limit - 1];
  return {
    rows: found.slice(0, limit).map((row) => toSearchRow(row, query.terms)),
    next:
      found.length <= limit || !last
        ? null
        : writeCursor(keys, about, { key: last.sortKey, uuid: last.uuid, alike: last.alike }),
    capped: found[0]?.capped ?? false,
    owners,
  };
}

/** Customers whose names are similar to the words of a query, best first; for a query that nothing matches as written. */
export async function similarRows(query: DirectoryQuery, limit: number): Promise<SearchRow[]> {
  if (!hasWord(query)) return [];
  const { rows } = await searchPool().query(similarStatement(query, Math.min(SIMILAR, limit)));
  return parseFound(rows).map((row) => toSearchRow(row, null));
}

/**
 * The rows of a page. In one of the list's orders the next customers of the order are looked through first: where many
 * match, they fill the page, and where they don't, few match or they stand far away.
 */
async function readPage(keys: DirectoryKeys, query: DirectoryQuery, limit: number, after: Place | null) {
  const run = async (reading?: Reading, depth?: number) =>
    (await searchPool().query(searchStatement(keys, query, limit, after, reading, depth))).rows;
  const isRanked = query.terms !== null && (query.sort.by === 'relevance' || after?.alike === true);
  if (isRanked || !isNarrowed(query)) return await run();
  const walked = await run('walked');
  if (walked.length > limit) return walked;
  const matches = await matchesOf(query);
  // Where the matches stand evenly, a page of them is this far away.
  const expected = matches === null ? 0 : ((limit + 1) * matches.among) / Math.max(1, matches.count);
  const least = matches !== null && matches.count > GATHERED_SOON ? LOOKED_THROUGH : 0;
  const depth = Math.ceil(Math.max(EVENLY * expected, least));
  if (depth > WALKED && expected <= FAR) {
    const further = await run('walked', depth);
    if (further.length > limit) return further;
  }
  return await run(readingOf(query, matches));
}

/** The customers before and after one customer in the whole result of a query. */
export async function neighboursIn(query: DirectoryQuery, uuid: string): Promise<Neighbours> {
  const run = async (reading?: Reading) =>
    toNeighbours((await searchPool().query(neighboursStatement(directoryKeys(), query, uuid, reading))).rows);
  if (query.terms !== null || !isNarrowed(query)) return await run();
  const walked = await run('walked');
  const isWhole = !walked.found || (walked.previous !== null && walked.next !== null);
  return isWhole ? walked : await run(readingOf(query, await matchesOf(query)));
}

function isNarrowed({ terms, filters }: DirectoryQuery): boolean {
  return terms !== null || Object.values(filters).some((given) => given !== undefined);
}

/** More matches than this are not gathered: on the way through the order so many are met soon. */
const GATHERED_UP_TO = 150_000;
/** A page that is expected further away than this is gathered; a nearer one is looked for so many times as far. */
const FAR = 20_000;
const EVENLY = 2.5;
/** More matches than this take longer to gather than so many customers of the order take to look through. */
const GATHERED_SOON = 5_000;
const LOOKED_THROUGH = 25_000;

type Matches = Awaited<ReturnType<typeof talliedMatches>>;

async function matchesOf(query: DirectoryQuery): Promise<Matches> {
  return query.terms === null && areTallied(query.filters) ? await talliedMatches(query) : null;
}

/** How a result is read whose matches do not stand close together. */
function readingOf({ terms }: DirectoryQuery, matches: Matches): Reading {
  if (terms !== null) return 'gathered';
  return matches !== null && matches.count <= GATHERED_UP_TO ? 'gathered' : 'planned';
}

/** A customer as Sentinel answered, as a row of the result of a query. */
export function vendorRow(found: SentinelCustomer, { terms }: DirectoryQuery): SearchRow {
  const { uuid, name, surname, email, phoneNumber, nationality, gender, updatedAt } = found;
  const status = labelStatus(found.status, env().SENTINEL_STATUS_LABELS);
  const { documents, unreadable = [] } = seenOf(found);
  const odd = unreadable.length === 0 ? {} : { unreadable };
  const person = { uuid, status, name, surname, email, phoneNumber, nationality, gender, updatedAt };
  const row = { ...person, ...odd, documents, expiredDocuments: [] };
  return withMatches(row, terms, { documentMatched: false, soundsLike: false });
}

function hasWord({ terms }: DirectoryQuery): boolean {
  return terms?.terms.some(({ kind, text }) => kind === 'word' && text.length >= SIMILAR_FROM) ?? false;
}
