import { describe, expect, it } from 'vitest';
import { ROW } from '../../../e2e/support/vendor/example-answers';
import { DEFAULT_LIST, type ListParams } from '../../contracts/list-params';
import { adaptPage } from './page';

const asked: ListParams = { ...DEFAULT_LIST, page: 3, perPage: 10 };
const rows = (count: number) => Array.from({ length: count }, () => ROW);
/** The page without its rows. */
function counts(meta: unknown, data: readonly unknown[], by = asked) {
  const { rows: read, ...page } = adaptPage(meta, data, by);
  return { ...page, read: read.length };
}

describe('what the vendor says of a page', () => {
  it('is believed where the rows agree', () => {
    const meta = { currentPage: 2, perPage: 5, total: 12, lastPage: 3 };
    expect(counts(meta, rows(5))).toEqual({
      ...{ page: 2, perPage: 5, total: 12, saidTotal: 12, lastPage: 3, skippedRows: 0, skipped: [], read: 5 },
    });
  });

  it('may be written in digits, and is nothing in any other writing or size', () => {
    const meta = { currentPage: '2', perPage: '5', total: '12', lastPage: '3' };
    expect(counts(meta, rows(5))).toMatchObject({ page: 2, perPage: 5, total: 12, lastPage: 3 });
    for (const odd of [0, -1, 1.5, '', 'x2', '2x', '1.5', 1_000_000_001, '10000000000', true, null, [2], Number.NaN]) {
      expect(counts({ currentPage: odd, perPage: odd }, rows(1)), String(odd)).toMatchObject({ page: 3, perPage: 10 });
      if (odd !== 0) expect(counts({ total: odd }, rows(1)).saidTotal, String(odd)).toBeNull();
    }
    expect(counts({ currentPage: 1, perPage: 1 }, rows(1))).toMatchObject({ page: 1, perPage: 1 });
    expect(counts({ total: 0 }, []).saidTotal).toBe(0);
    expect(counts({ total: 1_000_000_000 }, rows(1)).total).toBe(1_000_000_000);
  });

  it('is raised where the rows prove more', () => {
    expect(counts({ total: 4, lastPage: 1 }, rows(10))).toMatchObject({ total: 30, saidTotal: 4, lastPage: 3 });
    expect(counts({ total: 4, lastPage: 1 }, [])).toMatchObject({ page: 3, total: 4, lastPage: 1 });
  });

  it('is worked out where it is missing', () => {
    expect(counts({ total: 31 }, rows(10))).toMatchObject({ total: 31, lastPage: 4 });
    expect(counts({ total: 30 }, rows(10))).toMatchObject({ total: 30, lastPage: 3 });
    // A full page may have one more after it; a short one is the last, an empty one lies behind it.
    expect(counts(undefined, rows(10))).toMatchObject({ page: 3, total: 30, saidTotal: null, lastPage: 4 });
    expect(counts('meta', rows(9))).toMatchObject({ page: 3, total: 29, lastPage: 3 });
    expect(counts({}, [])).toMatchObject({ page: 3, total: 0, lastPage: 2 });
    expect(counts({}, [], { ...asked, page: 1 })).toMatchObject({ page: 1, total: 0, lastPage: 1 });
  });
});

it('a row without a uuid is left out and counted, and the others stay', () => {
  expect(counts({}, [ROW, { name: 'Nobody' }, null, ROW])).toMatchObject({ read: 2, skippedRows: 2, total: 24 });
});
