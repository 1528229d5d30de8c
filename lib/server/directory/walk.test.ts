import 'server-only';
import { describe, expect, it } from 'vitest';
import { type Lane, newestOf, readHead, startWalk, type WalkOptions, type WalkPage, type WalkRow, walk } from './walk';

const PAGE = 3;
const dateOf = (index: number) => new Date(Date.UTC(2026, 5, 30) - index * 60_000).toISOString();
const rowsUpTo = (size: number): WalkRow[] =>
  Array.from({ length: size }, (_, index) => ({ uuid: `c${index}`, updatedAt: dateOf(index) }));
const pageOf = (rows: WalkRow[], page: number, total: number | null): WalkPage<WalkRow> => {
  const shown = rows.slice((page - 1) * PAGE, page * PAGE);
  return { rows: shown, length: shown.length, total, asked: true };
};
const markOf = (index: number) => `c${index} ${dateOf(index)}`;

/** Walks with one lane, or on from lanes that were saved. `answer` gets the page and how often any page was read. */
async function walkBy(
  answer: (page: number, read: number) => WalkPage<WalkRow>,
  given: Partial<WalkOptions<WalkRow>> & { lanes?: Lane[]; proven?: boolean } = {},
) {
  const { lanes = startWalk(null, PAGE, 1).lanes, proven = true, ...options } = given;
  const reads: number[] = [];
  const saved: Lane[] = [];
  const told: boolean[] = [];
  const fetch = async (page: number) => answer(page, reads.push(page));
  const take: WalkOptions<WalkRow>['take'] = async (_, index, lane, isProven) => {
    saved[index] = lane;
    told.push(isProven);
  };
  const result = await walk({ lanes, proven }, { fetch, take, pageSize: PAGE, ...options });
  return { reads, proven: result, saved, told };
}

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, index) => from + index);

describe('the lanes of a new walk', () => {
  it.each([
    ['an unknown total', null, 4, [[1, 0, null]]],
    ['a single page', 3, 4, [[1, 0, null]]],
    [
      'too few pages for more lanes',
      10,
      4,
      [
        [1, 0, 3],
        [3, 6, null],
      ],
    ],
    [
      'pages for each',
      30,
      4,
      [
        [1, 0, 3],
        [3, 6, 6],
        [6, 15, 8],
        [8, 21, null],
      ],
    ],
    ['one reader', 30, 1, [[1, 0, null]]],
  ] as const)('share the pages: %s', (_, total, concurrency, lanes) => {
    expect(startWalk(total, PAGE, concurrency)).toEqual({
      proven: true,
      lanes: lanes.map(([page, frontier, end]) => ({ page, frontier, end, total: null, first: [], done: false })),
    });
  });
});

describe('one lane', () => {
  it.each([
    ['a short last page', 20, 20, 7, true],
    ['an empty page after a full one', 21, 21, 8, true],
    ['a total that is a moment old, too small', 6, 4, 3, true],
    ['a total that a whole page of rows goes beyond', 9, 3, 4, false],
    ['a total that is a moment old, too large', 6, 8, 3, true],
    ['a total that speaks of a whole page more', 6, 9, 3, false],
    ['a short page within the total', 5, 7, 3, false],
    ['a short page at the end of the total', 5, 6, 2, true],
    ['no rows', 0, 0, 1, true],
  ])('ends by %s', async (_, size, total, last, proven) => {
    const walked = await walkBy((page) => pageOf(rowsUpTo(size), page, total));
    expect(walked).toMatchObject({ reads: upTo(last), proven });
    expect(walked.saved[0]).toMatchObject({ done: true, total, first: [] });
  });

  it('ends where the list answers with another page than was asked for', async () => {
    const { reads } = await walkBy((page) => ({ ...pageOf(rowsUpTo(30), page, 30), asked: page < 3 }));
    expect(reads).toEqual([1, 2, 3]);
  });

  it.each([
    ['a row', 1, [1, 2, 3, 2, ...upTo(20, 3)]],
    ['rows of two pages', 4, [1, 2, 3, 1, 2, ...upTo(19, 3)]],
    ['as much as can be believed', 30, [1, 2, 3, 1, 2, ...upTo(11, 3)]],
  ])('goes back to the last certain place when the total falls by %s', async (_, fall, reads) => {
    const walked = await walkBy((page, read) => {
      const total = read < 3 ? 60 : 60 - fall;
      return pageOf(rowsUpTo(total), page, total);
    });
    expect(walked).toMatchObject({ reads, proven: true });
  });

  it('believes no fall of more than ten pages, and proves nothing then', async () => {
    const walked = await walkBy((page, read) => pageOf(rowsUpTo(29), page, read < 3 ? 60 : 29));
    expect(walked).toMatchObject({ reads: upTo(10), proven: false });
    expect(walked.told.slice(0, 3)).toEqual([true, true, false]);
  });

  it('remembers the total over an answer without one, which proves nothing', async () => {
    const walked = await walkBy((page, read) => {
      const total = read < 4 ? 20 : 19;
      return pageOf(rowsUpTo(total), page, read === 3 ? null : total);
    });
    expect(walked).toMatchObject({ reads: [1, 2, 3, 4, ...upTo(7, 3)], proven: false });
  });

  it('goes back twenty times, and then on', async () => {
    const walked = await walkBy((page, read) => pageOf(rowsUpTo(100 - read), page, 100 - read));
    const back = Array.from({ length: 20 }, () => [2, 1]).flat();
    expect(walked.reads.slice(0, 44)).toEqual([1, ...back, 2, 3, 4]);
    expect(walked.proven).toBe(false);
    expect(walked.told.indexOf(false)).toBe(41);
  });

  it('proves nothing where a single row has no date, or an earlier part had no proof', async () => {
    const silent = rowsUpTo(9).map((row, index) => (index === 4 ? { ...row, updatedAt: null } : row));
    expect((await walkBy((page) => pageOf(silent, page, 9))).proven).toBe(false);
    expect((await walkBy((page) => pageOf(rowsUpTo(9), page, 9), { proven: false })).proven).toBe(false);
  });

  it.each([
    ['beyond the total', 21, 8],
    ['far within the total', 500, 17],
    ['of no total', null, 8],
  ])('takes the same page again for the end: %s', async (_, total, last) => {
    const { reads } = await walkBy((page) => pageOf(rowsUpTo(21), Math.min(page, 7), total));
    expect(reads).toEqual(upTo(last));
  });

  it('does not take pages of rows that cannot be read for one page', async () => {
    const { reads } = await walkBy((page) => ({ rows: [], length: page < 5 ? PAGE : 0, total: 3, asked: true }));
    expect(reads).toEqual(upTo(5));
  });

  it('ends in an endless list at the last page that it may read, and has proved nothing', async () => {
    const walked = await walkBy((page) => pageOf(rowsUpTo(page * PAGE), page, 1_000), { maxPages: 5 });
    expect(walked).toMatchObject({ reads: upTo(5), proven: false, told: [true, true, true, true, false] });
  });

  it('has proved a list whose end is the last page that may be read', async () => {
    const walked = await walkBy((page) => pageOf(rowsUpTo(14), page, 14), { maxPages: 5 });
    expect(walked).toMatchObject({ reads: upTo(5), proven: true });
  });
});

describe('two lanes', () => {
  const list = (page: number) => pageOf(rowsUpTo(30), page, 30);

  it('read each page once, but for the one where they meet', async () => {
    const { reads, saved, proven } = await walkBy(list, { lanes: startWalk(30, PAGE, 2).lanes });
    expect(reads.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11]);
    expect(proven).toBe(true);
    expect(saved.map(({ done }) => done)).toEqual([true, true]);
    expect(saved.map(({ first }) => first)).toEqual([[], upTo(23, 15).map(markOf)]);
  });

  const saved = (first: string[]): Lane[] => [
    { page: 1, frontier: 0, total: null, end: 6, first: [], done: false },
    { page: 12, frontier: 33, total: 30, end: null, first, done: true },
  ];

  it.each([
    ['a row of the next lane, unchanged', [markOf(16)], upTo(6)],
    ['such a row three pages before', [markOf(8)], upTo(3)],
    ['a row that changed', [`c16 ${dateOf(1)}`], upTo(11)],
    ['such a row far too early', [markOf(5)], upTo(11)],
    ['none', [], upTo(11)],
  ])('meet by %s', async (_, first, reads) => {
    expect((await walkBy(list, { lanes: saved(first) })).reads).toEqual(reads);
  });

  it('do not meet while one has to go back', async () => {
    const shorter = (page: number, read: number) => pageOf(rowsUpTo(30), page, read < 6 ? 30 : 29);
    expect((await walkBy(shorter, { lanes: saved([markOf(16)]) })).reads).toEqual([...upTo(6), 5, 6]);
  });

  it('stop both, and say why, when a page cannot be read or taken', async () => {
    const reads: number[] = [];
    const lanes = startWalk(60, PAGE, 2).lanes;
    const broken = (page: number) => {
      reads.push(page);
      if (page === 2) throw new Error('no page');
      return pageOf(rowsUpTo(60), page, 60);
    };
    await expect(walkBy(broken, { lanes })).rejects.toThrow('no page');
    expect(Math.max(...reads)).toBeLessThan(16);
    const take = () => Promise.reject(new Error('not taken'));
    await expect(walkBy((page) => pageOf(rowsUpTo(60), page, 60), { lanes, take })).rejects.toThrow('not taken');
  });
});

describe('the head', () => {
  const headBy = async (
    answer: (page: number, read: number) => WalkPage<WalkRow>,
    since: string | null,
    { maxPages, news = () => false }: { maxPages?: number; news?: (read: number) => boolean } = {},
  ) => {
    const reads: number[] = [];
    const fetch = async (page: number) => answer(page, reads.push(page));
    const take = async () => news(reads.length);
    const limit = maxPages === undefined ? {} : { maxPages };
    return { reads, ...(await readHead({ fetch, take, pageSize: PAGE, since, ...limit })) };
  };
  const list = (page: number) => pageOf(rowsUpTo(12), page, 12);
  const silent = (page: number) =>
    pageOf(
      rowsUpTo(12).map((row) => ({ ...row, updatedAt: null })),
      page,
      12,
    );

  it.each([
    ['to the end without a moment', null, 5],
    ['to a page with an older row', dateOf(4), 2],
    ['on, where the last row of a page is as old as the moment', dateOf(5), 3],
  ])('is read %s', async (_, since, last) => {
    expect(await headBy(list, since, { news: () => true })).toEqual({
      ...{ reads: upTo(last), newest: dateOf(0), proven: true, complete: true, total: 12 },
    });
  });

  it('is read no further than it may be, and proves nothing then', async () => {
    expect(await headBy(list, null, { maxPages: 2 })).toEqual({
      ...{ reads: [1, 2], newest: dateOf(0), proven: false, complete: false, total: 12 },
    });
  });

  it('ends without dates at the first page without news', async () => {
    const found = await headBy(silent, null, { news: (read) => read < 3 });
    expect(found).toEqual({ reads: [1, 2, 3], newest: null, proven: false, complete: true, total: 12 });
  });

  it('goes by the dates where a single row has none', async () => {
    const mixed = rowsUpTo(12).map((row, index) => (index % 3 === 0 ? { ...row, updatedAt: null } : row));
    const found = await headBy((page) => pageOf(mixed, page, 12), dateOf(4));
    expect(found).toMatchObject({ reads: [1, 2], newest: dateOf(1), proven: false, complete: true });
  });

  it('goes back when the total falls, and gives up after too many times', async () => {
    const once = await headBy((page, read) => pageOf(rowsUpTo(12), page, read < 3 ? 13 : 12), null);
    expect(once).toMatchObject({ reads: [1, 2, 3, 2, 3, 4, 5], proven: true, complete: true });
    const always = await headBy((page, read) => pageOf(rowsUpTo(100 - read), page, 100 - read), null);
    expect(always).toMatchObject({ proven: false, complete: false });
    expect(always.reads).toHaveLength(42);
  });
});

it('knows the newest date that is not in the future', () => {
  const now = Date.parse(dateOf(3));
  const rows = [{ uuid: 'x', updatedAt: null }, ...rowsUpTo(6).toReversed()];
  expect(newestOf(rows, now)).toBe(dateOf(3));
  expect(newestOf(rows.toReversed(), now)).toBe(dateOf(3));
  expect(newestOf(rowsUpTo(2), now)).toBeNull();
  expect(newestOf([], now)).toBeNull();
});
