import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lane, readHead, startWalk, type WalkPage, type WalkRow, walk } from './walk';

/** A list ordered by `updatedAt`, newest first, that changes between any two reads. */

type Change = { kind: 'touch' | 'delete'; at: number } | { kind: 'insert' };

const PAGE = 3;

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('touch' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'insert' as const }) },
);

/** @param still in turn, whether the clock stands still: then two changes carry one `updatedAt` */
function mutatingList(size: number, tape: Change[][], silent = false, still: boolean[] = []) {
  let clock = Date.UTC(2026, 0, 1);
  let ticks = 0;
  const tick = () => {
    if (!still[ticks++ % Math.max(1, still.length)]) clock += 1000;
    return new Date(clock).toISOString();
  };
  let born = 0;
  let rows: { uuid: string; updatedAt: string }[] = [];
  const insert = () => rows.unshift({ uuid: `c${born++}`, updatedAt: tick() });
  for (let count = 0; count < size; count += 1) insert();
  const pending = [...tape];

  const apply = (one: Change) => {
    if (one.kind === 'insert') insert();
    if (one.kind === 'insert' || rows.length === 0) return;
    const index = Math.min(rows.length - 1, Math.floor(one.at * rows.length));
    const [row] = rows.splice(index, 1);
    if (one.kind === 'touch' && row) rows = [{ ...row, updatedAt: tick() }, ...rows];
  };
  return {
    rows: () => rows,
    calm: () => pending.splice(0),
    read(page: number): WalkPage<WalkRow> {
      for (const one of pending.shift() ?? []) apply(one);
      const slice = rows
        .slice((page - 1) * PAGE, page * PAGE)
        .map((row) => ({ ...row, ...(silent && { updatedAt: null }) }));
      return { rows: slice, length: slice.length, total: rows.length, asked: true };
    },
  };
}

const world = fc.record({
  size: fc.nat(40),
  lanes: fc.integer({ min: 1, max: 4 }),
  tape: fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 40 }),
  seed: fc.scheduler(),
});

/** Walks, then catches up with what came to the head meanwhile. */
async function meetAll(
  list: ReturnType<typeof mutatingList>,
  options: { lanes: number; scheduler: fc.Scheduler; breakAfter?: number },
) {
  const seen = new Map<string, string | null>();
  const latest = ({ uuid, updatedAt }: WalkRow) => {
    const before = seen.get(uuid);
    if (before === undefined || (updatedAt ?? '') >= (before ?? '')) seen.set(uuid, updatedAt);
  };
  const fetch = async (page: number) => {
    await options.scheduler.schedule(Promise.resolve(), `page ${page}`);
    return list.read(page);
  };
  const first = list.read(1);
  const state = startWalk(first.total, PAGE, options.lanes);
  const saved: Lane[] = state.lanes.map((lane) => ({ ...lane }));
  let left = options.breakAfter ?? Number.POSITIVE_INFINITY;
  const take = async (rows: WalkRow[], index: number, lane: Lane) => {
    await options.scheduler.schedule(Promise.resolve(), 'take');
    if (left-- <= 0) throw new Error('killed');
    rows.forEach(latest);
    saved[index] = structuredClone(lane);
  };
  const go = async () => {
    try {
      return await walk(state, { fetch, take, pageSize: PAGE });
    } catch {
      left = Number.POSITIVE_INFINITY;
      // A new process knows what was saved, and nothing else.
      return await walk({ lanes: saved, proven: true }, { fetch, take, pageSize: PAGE });
    }
  };
  const proven = await options.scheduler.waitFor(go());
  const since = first.rows[0]?.updatedAt ?? null;
  const head = await options.scheduler.waitFor(
    readHead({
      fetch,
      pageSize: PAGE,
      since,
      take: async (rows) => {
        rows.forEach(latest);
        return false;
      },
    }),
  );
  return { seen, proven, head };
}

describe('walking a list that changes under way', () => {
  it('misses nobody: all that is older than the last catching up is known as it is', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ size, lanes, tape, seed }) => {
        const list = mutatingList(size, tape);
        const { seen, proven, head } = await meetAll(list, { lanes, scheduler: seed });
        const settled = list.rows().filter((row) => head.newest === null || row.updatedAt <= head.newest);
        for (const row of settled) expect(seen.get(row.uuid)).toBe(row.updatedAt);
        if (proven && head.proven) expect(head.complete).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('misses nobody when it is killed anywhere and goes on from what was saved', async () => {
    const broken = fc.tuple(world, fc.nat(12));
    await fc.assert(
      fc.asyncProperty(broken, async ([{ size, lanes, tape, seed }, breakAfter]) => {
        const list = mutatingList(size, tape);
        const { seen, head } = await meetAll(list, { lanes, scheduler: seed, breakAfter });
        const settled = list.rows().filter((row) => head.newest === null || row.updatedAt <= head.newest);
        for (const row of settled) expect(seen.get(row.uuid)).toBe(row.updatedAt);
      }),
      { numRuns: 400 },
    );
  });

  it('says that it can prove nothing where rows carry no updatedAt, and still meets all who stay in place', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ size, lanes, seed }) => {
        const list = mutatingList(size + 1, [], true);
        const { seen, proven, head } = await meetAll(list, { lanes, scheduler: seed });
        expect([proven, head.proven]).toEqual([false, false]);
        for (const row of list.rows()) expect(seen.has(row.uuid)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('catching up', () => {
  it('meets every change since the last time, also where several carry one updatedAt', async () => {
    const worlds = fc.record({
      size: fc.nat(20),
      before: fc.array(change, { maxLength: 8 }),
      meanwhile: fc.array(fc.array(change, { maxLength: 2 }), { maxLength: 6 }),
      still: fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(worlds, async ({ size, before, meanwhile, still }) => {
        const list = mutatingList(size, [[], before, ...meanwhile], false, still);
        const since = list.read(1).rows[0]?.updatedAt ?? null;
        const known = new Set(list.rows());
        let changed: WalkRow[] | undefined;
        const met = new Set<WalkRow>();
        await readHead({
          pageSize: PAGE,
          since,
          fetch: async (page) => {
            const read = list.read(page);
            // A change makes another object of a row, so these are the changes before the first page was read.
            changed ??= list.rows().filter((row) => !known.has(row));
            const shown = list.rows().slice((page - 1) * PAGE, page * PAGE);
            for (const row of shown) met.add(row);
            return read;
          },
          take: async () => false,
        });
        // A row that changed again while the head was read is the next catch-up's.
        const settled = changed?.filter((row) => list.rows().some((now) => now === row)) ?? [];
        expect(settled.filter((row) => !met.has(row))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a list that lies', () => {
  const everybody = Array.from({ length: 21 }, (_, index) => ({
    uuid: `c${index}`,
    updatedAt: new Date(Date.UTC(2026, 0, 40 - index)).toISOString(),
  }));
  const walkWith = async (
    total: (page: number) => number | null,
    beyond: 'empty' | 'last' | 'last, as if asked for' = 'empty',
    rows = everybody.slice(0, 20),
  ) => {
    const seen = new Set<string>();
    let reads = 0;
    const proven = await walk(startWalk(total(1), PAGE, 2), {
      pageSize: PAGE,
      fetch: async (page) => {
        reads += 1;
        const last = Math.ceil(rows.length / PAGE);
        const shown = beyond === 'empty' ? page : Math.min(page, last);
        const slice = rows.slice((shown - 1) * PAGE, shown * PAGE);
        return { rows: slice, length: slice.length, total: total(page), asked: shown === page || beyond !== 'last' };
      },
      take: async (taken) => {
        for (const { uuid } of taken) seen.add(uuid);
      },
    });
    return { seen: seen.size, proven, reads };
  };

  it.each([
    ['too small', () => 5, 'empty' as const],
    ['too large', () => 500, 'empty' as const],
    ['missing', () => null, 'empty' as const],
    ['too large, with the last page again beyond the end', () => 500, 'last' as const],
    ['another one each time', (page: number) => 20 + ((page * 7) % 5), 'empty' as const],
    ['now and then a million', (page: number) => (page % 2 === 0 ? 1_000_000 : 20), 'empty' as const],
  ])('about its total: %s', async (_, total, beyond) => {
    const { seen, reads } = await walkWith(total, beyond);
    expect(seen).toBe(20);
    expect(reads).toBeLessThan(120);
  });

  it.each([
    ['too small', () => 5],
    ['too large', () => 500],
    ['missing', () => null],
    ['now and then a million', (page: number) => (page % 2 === 0 ? 1_000_000 : 20)],
  ])('about its total is no proof: %s', async (_, total) => {
    for (const size of [20, 21]) {
      expect((await walkWith(total, 'empty', everybody.slice(0, size))).proven).toBe(false);
    }
  });

  it.each([20, 21])('and answers with its last page again for ever: of %i', async (size) => {
    for (const total of [() => size, () => 5, () => 500, () => null]) {
      const { seen, reads } = await walkWith(total, 'last, as if asked for', everybody.slice(0, size));
      expect(seen).toBe(size);
      expect(reads).toBeLessThan(400);
    }
  });
});
