import { describe, expect, it } from 'vitest';
import { createBulkhead, type Place, PoolFull } from './bulkhead';

const LIMITS = { running: 2, waiting: 1, patience: 1_000 };
const MB = 1024 * 1024;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a pool', () => {
  it('runs so many at once, lets the next wait, and refuses one more', async () => {
    const pool = createBulkhead(LIMITS);
    const [first] = await Promise.all([pool.enter(), pool.enter()]);
    const third = pool.enter();
    await expect(pool.enter()).rejects.toBeInstanceOf(PoolFull);
    expect(pool.state()).toEqual({ running: 2, waiting: 1, held: 0, refused: 1 });
    first?.release();
    await third;
    expect(pool.state()).toMatchObject({ running: 2, waiting: 0 });
  });

  it('gives a place back once, however often it is released', async () => {
    const pool = createBulkhead(LIMITS);
    const place = await pool.enter();
    await pool.enter();
    place.release();
    place.release();
    place.leave();
    expect(pool.state().running).toBe(1);
  });

  it('lets nobody overtake those who wait', async () => {
    const pool = createBulkhead({ ...LIMITS, running: 1, waiting: 2 });
    const order: string[] = [];
    const first = await pool.enter();
    const wait = async (name: string) => {
      const place = await pool.enter();
      order.push(name);
      place.release();
    };
    const both = [wait('second'), wait('third')];
    first.release();
    await Promise.all(both);
    expect(order).toEqual(['second', 'third']);
  });

  it('refuses a call whose turn does not come, and forgets it', async () => {
    const pool = createBulkhead({ ...LIMITS, running: 1, patience: 20 });
    const place = await pool.enter();
    await expect(pool.enter()).rejects.toBeInstanceOf(PoolFull);
    expect(pool.state()).toMatchObject({ waiting: 0, refused: 1 });
    place.release();
    expect(pool.state().running).toBe(0);
  });

  it('lets a caller go who leaves while waiting', async () => {
    const pool = createBulkhead({ ...LIMITS, running: 1 });
    await pool.enter();
    const caller = new AbortController();
    const waiting = pool.enter(caller.signal);
    caller.abort(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    expect(pool.state().waiting).toBe(0);
  });
});

describe('a pool with memory', () => {
  const IMAGES = { running: 4, waiting: 8, patience: 1_000, memory: { each: 40 * MB, all: 100 * MB } };

  it('promises each call the most that its answer may have', async () => {
    const pool = createBulkhead(IMAGES);
    await Promise.all([pool.enter(), pool.enter()]);
    const third = pool.enter();
    await settle();
    expect(pool.state()).toMatchObject({ running: 2, waiting: 1, held: 80 * MB });
    third.catch(() => {});
  });

  it('lets the next in once an answer turns out to be smaller', async () => {
    const pool = createBulkhead(IMAGES);
    const [first] = await Promise.all([pool.enter(), pool.enter()]);
    const third = pool.enter();
    first?.shrink(20 * MB);
    await third;
    expect(pool.state()).toMatchObject({ running: 3, held: 100 * MB });
    first?.shrink(30 * MB);
    expect(pool.state().held).toBe(100 * MB);
  });

  it('keeps what an ended call still holds until it is given back', async () => {
    const pool = createBulkhead({ ...IMAGES, memory: { each: 40 * MB, all: 40 * MB } });
    const first: Place = await pool.enter();
    first.leave();
    const second = pool.enter();
    await settle();
    expect(pool.state()).toMatchObject({ running: 0, waiting: 1, held: 40 * MB });
    first.release();
    await second;
    expect(pool.state()).toMatchObject({ running: 1, held: 40 * MB });
  });
});
