import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMED_COUNT } from './named.ts';
import { comparePlaced, sortValue } from './order.ts';
import { type CustomerRecord, SORT_KEYS } from './record.ts';
import { createWorld, type World } from './world.ts';

const now = new Date('2026-03-05T10:00:00.000Z');
const make = (customers: number, seed = 156, day = now) =>
  createWorld({ customers, seed, now: day, named: true, clock: () => day.getTime() });
const everybody = (world: World) => Array.from({ length: world.total() }, (_, index) => world.record(index));

describe('the world', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(everybody(make(300))).toEqual(everybody(make(300)));
    expect(everybody(make(300, 157)).map(({ uuid }) => uuid)).not.toEqual(everybody(make(300)).map(({ uuid }) => uuid));
  });

  it('keeps people the same on another day: only dates move', () => {
    const identity = ({ uuid, email, phoneNumber, name, surname }: CustomerRecord) => [
      uuid,
      email,
      phoneNumber,
      name,
      surname,
    ];
    const later = make(300, 156, new Date('2027-01-01T00:00:00.000Z'));
    expect(everybody(later).map(identity)).toEqual(everybody(make(300)).map(identity));
  });

  it('does not change a customer when more are asked for', () => {
    expect(make(500).record(220)).toEqual(make(90_000).record(220));
  });

  it('gives nobody the identifiers of another, and everybody a contact', () => {
    const all = everybody(make(30_000));
    expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(all.length);
    for (const field of ['email', 'phoneNumber'] as const) {
      const values = all.map((record) => record[field]?.toLowerCase()).filter((value) => value !== undefined);
      expect(new Set(values).size).toBe(values.length);
    }
    expect(all.filter(({ email, phoneNumber }) => email === null && phoneNumber === null)).toEqual([]);
  });

  it('finds anybody by uuid, e-mail in any case, and phone number', () => {
    const world = make(1_000_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (index) => {
        const { uuid, email, phoneNumber } = world.record(index);
        expect(world.findByUuid(uuid)).toBe(index);
        if (email !== null) expect(world.findByContact('email', email.toUpperCase())).toBe(index);
        if (phoneNumber !== null) expect(world.findByContact('phoneNumber', phoneNumber)).toBe(index);
      }),
    );
  });

  it('finds nobody by an identifier that only resembles one', () => {
    const world = make(400);
    expect(world.findByContact('email', 'nobody0000001@example.com')).toBeUndefined();
    expect(world.findByContact('email', 'nobody@example.com')).toBeUndefined();
    expect(world.findByContact('phoneNumber', '+971500000001')).toBeUndefined();
    expect(world.findByContact('phoneNumber', '+15')).toBeUndefined();
    expect(world.findByUuid('not a uuid')).toBeUndefined();
  });
});

describe('order', () => {
  for (const key of SORT_KEYS) {
    it(`by ${key} is what comparing the records gives, edited ones included`, () => {
      const world = make(3000);
      for (const index of [7, 900, 2999]) {
        world.put(index, {
          ...world.record(index),
          name: 'Aab',
          status: 6,
          nationality: null,
          updatedAt: world.stamp(),
        });
      }
      world.add((blank) => ({ ...blank, name: null, phoneNumber: '+971', gender: 'neither' }));
      const expected = everybody(world)
        .map((record, index) => ({ index, value: sortValue(record, key) }))
        .sort(comparePlaced)
        .map(({ index }) => index);
      expect(world.slice(key, 'asc', 0, 5000)).toEqual(expected);
      expect(world.slice(key, 'desc', 0, 5000)).toEqual(expected.toReversed());
    });
  }

  it('does not crowd the first page with named customers', () => {
    const firstPage = make(2400).slice('updatedAt', 'desc', 0, 50);
    expect(firstPage.filter((index) => index < NAMED_COUNT).length).toBeLessThan(10);
  });
});

it('undoes edits and additions on reset', () => {
  const world = make(300);
  const before = everybody(world);
  world.put(200, { ...world.record(200), email: 'moved@example.com' });
  world.add((blank) => blank);
  world.reset();
  expect(everybody(world)).toEqual(before);
  expect(world.findByContact('email', 'moved@example.com')).toBeUndefined();
});

it('hands out change times that only go up', () => {
  const world = make(100);
  const stamps = Array.from({ length: 20 }, () => world.stamp());
  expect(stamps).toEqual(stamps.toSorted());
  expect(new Set(stamps).size).toBe(20);
});
