import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freePlace } from './free-place';

const DESK = { width: 1440, height: 900, mirrored: false };
const PHONE = { width: 390, height: 844, mirrored: false };
const TOAST = { width: 320, height: 64 };
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const meet = (one: ReturnType<typeof box>, other: ReturnType<typeof box>) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe('a toast', () => {
  it('lies at the bottom of the page’s end, where nothing is', () => {
    expect(freePlace(TOAST, { controls: [], others: [] }, DESK)).toEqual({ ...TOAST, x: 1104, y: 820 });
    expect(freePlace(TOAST, { controls: [], others: [] }, { ...DESK, mirrored: true })).toEqual({
      ...TOAST,
      x: 16,
      y: 820,
    });
  });

  it.each([DESK, PHONE, { ...PHONE, mirrored: true }])('leaves the pager free: %j', (room) => {
    const pager = box(0, room.height - 48, room.width, 48);
    const place = freePlace(TOAST, { controls: [pager], others: [] }, room);
    expect(meet(place, pager)).toBe(false);
    expect(place.y).toBeGreaterThan(room.height - 48 - 64 - 16);
  });

  it('covers links rather than a button, where every line has links', () => {
    const links = Array.from({ length: 21 }, (_, row) => box(16, row * 40, 200, 20));
    const button = box(300, 700, 80, 100);
    const place = freePlace(TOAST, { controls: [button], others: links }, PHONE);
    expect(meet(place, button)).toBe(false);
  });

  it('goes to the other side of a column of buttons', () => {
    const menus = Array.from({ length: 21 }, (_, row) => box(345, row * 40, 32, 32));
    expect(freePlace(TOAST, { controls: menus, others: [] }, PHONE)).toMatchObject({ x: 16, y: 764 });
  });

  it('covers no control that it need not cover, and stays in the window', () => {
    const control = fc.record({
      x: fc.integer({ min: 0, max: 1400 }),
      y: fc.integer({ min: 0, max: 880 }),
      width: fc.integer({ min: 1, max: 200 }),
      height: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(control, { maxLength: 40 }), fc.array(control, { maxLength: 40 }), (controls, others) => {
        const place = freePlace(TOAST, { controls, others }, DESK);
        expect(place.x).toBeGreaterThanOrEqual(16);
        expect(place.y).toBeGreaterThanOrEqual(16);
        expect(place.x + place.width).toBeLessThanOrEqual(1424);
        expect(place.y + place.height).toBeLessThanOrEqual(884);
        const columns = [16, 560, 1104];
        const isAnyFree = Array.from({ length: 101 }, (_, line) => 820 - line * 8).some((y) =>
          columns.some((x) => controls.every((one) => !meet(one, box(x, y, TOAST.width, TOAST.height)))),
        );
        if (isAnyFree) expect(controls.filter((one) => meet(one, place))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
