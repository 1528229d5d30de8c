import 'server-only';
import * as z from 'zod';
import type { Neighbours, SearchFilters, SearchRow, SearchSort } from '../../contracts/search';
import { env } from '../env';
import type { SentinelCustomer } from '../sentinel/public';
import { labelStatus } from '../status-labels';
import { type Place, readCursor, writeCursor } from './cursor';
import { searchPool } from './database';
import { matchesAsPart, type Owners, ownersAmong, ownersOf } from './exact';
import { type DirectoryKeys, directoryKeys } from './keys';
import { seenOf } from './merge';
import { toNeighbours } from './neighbours';
import type { DirectoryQuery } from './query';
import { parseFound, toSearchRow, withMatches } from './rows';
import { neighboursStatement, type Reading, sampleStatement, searchStatement, similarStatement } from './search-sql';
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
  const lookForOwners = async () =>
    whole === null ? NOBODY : await ownersOf(whole, keys, (statement) => searchPool().query(statement));
  const isInPage = whole !== null && matchesAsPart(whole);
  const [page, apart] = await Promise.all([readPage(keys, query, limit, after), isInPage ? null : lookForOwners()]);
  const found = parseFound(page);
  const capped = found[0]?.capped ?? false;
  const isAll = found.length <= limit && !capped;
  const owners = apart ?? (whole !== null && isAll ? ownersAmong(whole, found) : await lookForOwners());
  const last = found[limit - 1];
  return {
    rows: found.slice(0, limit).map((row) => toSearchRow(row, query.terms)),
    next:
      found.length <= limit || !last
        ? null
        : writeCursor(keys, about, { key: last.sortKey, uuid: last.uuid, alike: last.alike }),
    capped,
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
 * match, they fill the page, and where they don't, few match or they stand far away. Then a sample tells how far.
 */
async function readPage(keys: DirectoryKeys, query: DirectoryQuery, limit: number, after: Place | null) {
  const run = async (reading?: Reading, bounds?: { depth?: number; until?: Place }) =>
    (await searchPool().query(searchStatement(keys, query, limit, after, reading, bounds))).rows;
  const isRanked = query.terms !== null && (query.sort.by === 'relevance' || after?.alike === true);
  if (isRanked || !isNarrowed(query) || isServed(query)) return await run();
  const walked = await run('walked');
  if (walked.length > limit) return walked;
  const matches = await matchesOf(query);
  // Of a small directory all is gathered: its number of matches is its size.
  if (matches !== null && matches.count > GATHERED_SOON && matches.count < matches.among) {
    const place = await placeOfMatches(query, after, matches);
    if (place !== null) {
      const further = place.nearest <= NEAR ? await run('walked', { depth: LOOKED_THROUGH }) : [];
      const page = further.length > limit ? further : await run('gathered', { until: place.until });
      if (page.length > limit) return page;
    }
  }
  return await run(readingOf(query, matches));
}

/** The customers before and after one customer in the whole result of a query. */
export async function neighboursIn(query: DirectoryQuery, uuid: string): Promise<Neighbours> {
  const keys = directoryKeys();
  const isWalked = query.terms === null && isNarrowed(query) && !isServed(query);
  const { rows } = await searchPool().query(neighboursStatement(keys, query, uuid, isWalked ? 'walked' : undefined));
  const beside = toNeighbours(rows);
  const [here] = z.array(z.object({ key: z.string() })).safeParse(rows).data ?? [];
  if (!isWalked || !beside.found || here === undefined) return beside;
  // A neighbour that is not near is looked for as the next row of a page that ends here, or of the reversed order.
  const next = async (sort: SearchSort) =>
    parseFound(await readPage(keys, { ...query, sort }, 0, { key: here.key, uuid }))[0]?.uuid ?? null;
  const [forward, back] = bothWays(query.sort);
  return {
    ...beside,
    next: beside.next ?? (await next(forward)),
    previous: beside.previous ?? (await next(back)),
  };
}

/** An order of the list, and the reversed one. */
function bothWays(sort: SearchSort): [SearchSort, SearchSort] {
  const { by, order } = sort.by === 'relevance' ? ({ by: 'updatedAt', order: 'desc' } as const) : sort;
  return [
    { by, order },
    { by, order: order === 'asc' ? 'desc' : 'asc' },
  ];
}

function isNarrowed({ terms, filters }: DirectoryQuery): boolean {
  return terms !== null || isAnyGiven(filters);
}

function isAnyGiven(filters: Partial<SearchFilters>): boolean {
  return Object.values(filters).some((given) => given !== undefined);
}

/**
 * Whether one index holds the matches in the order that is asked for. Customers whose face match failed mostly have one
 * status, so that they stand together, far from both ends of the order by status.
 */
function isServed({ terms, filters: { faceMatchFailed, ...others }, sort }: DirectoryQuery): boolean {
  return terms === null && sort.by === 'status' && faceMatchFailed === true && !isAnyGiven(others);
}

/** More matches than this are not gathered: on the way through the order so many are met soon. */
const GATHERED_UP_TO = 150_000;
/** Fewer matches are gathered in less time than it takes to look through so many customers of the order. */
const GATHERED_SOON = 5_000;
const LOOKED_THROUGH = 25_000;
/** Matches that begin further away than this are gathered: about as long as it takes to look through so many. */
const NEAR = 15_000;
/** A sample has about so many matches, and is so large a part of the directory's pages at the most, percent. */
const SAMPLED = 60;
const MOST_SAMPLED = 1;
/** The matches that are gathered to fill a page, about. */
const GATHERED = 2_000;

type Matches = Awaited<ReturnType<typeof talliedMatches>>;

async function matchesOf(query: DirectoryQuery): Promise<Matches> {
  return query.terms === null && areTallied(query.filters) ? await talliedMatches(query) : null;
}

const samplesSchema = z.array(z.object({ key: z.string(), uuid: z.string(), upTo: z.number() }));

/**
 * Where the next matches stand in the order, about: how far away the nearest of a sample is, in customers, and a place up
 * to which there are {@link GATHERED} of them. `null` where the sample holds too few to tell.
 *
 * The sample only decides what is read. The rows are right wherever the matches stand.
 */
async function placeOfMatches(
  query: DirectoryQuery,
  after: Place | null,
  { count }: NonNullable<Matches>,
): Promise<{ nearest: number; until: Place } | null> {
  const share = Math.min(MOST_SAMPLED / 100, SAMPLED / count);
  const last = Math.max(2, Math.ceil(GATHERED * share));
  const { rows } = await searchPool().query(sampleStatement(query, after, share * 100, last));
  const [first, until] = samplesSchema.parse(rows);
  if (first === undefined || until === undefined) return null;
  return { nearest: first.upTo / share, until };
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
