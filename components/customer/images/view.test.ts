import { describe, expect, test } from 'vitest';
import { FIT, fitScale, MAX_ZOOM, panBy, rotate, within, zoomBy } from './view';

const STAGE = { width: 800, height: 600 };
const CARD = { width: 1600, height: 1000 };

describe('looking at an image', () => {
  test('fits the stage, also when turned, and enlarges small ones only so far', () => {
    expect(fitScale(CARD, STAGE, 0)).toBe(0.5);
    expect(fitScale(CARD, STAGE, 1)).toBeCloseTo(0.375);
    expect(fitScale({ width: 100, height: 100 }, STAGE, 0)).toBe(3);
    expect(fitScale({ width: 0, height: 0 }, STAGE, 0)).toBe(1);
  });

  test('zooming keeps the point under the cursor', () => {
    const at = { x: 200, y: -100 };
    const view = zoomBy(zoomBy(FIT, 2, at), 1.5, at);
    // The point that was under the cursor at zoom 1 is at `at` still.
    expect(view.x + at.x * view.zoom).toBeCloseTo(at.x);
    expect(view.y + at.y * view.zoom).toBeCloseTo(at.y);
    expect(zoomBy(view, 1 / 100, at).zoom).toBe(1);
    expect(zoomBy(view, 100, at).zoom).toBe(MAX_ZOOM);
  });

  test('pans as far as the edges, and not at all while everything is visible', () => {
    expect(within(panBy(FIT, { x: 50, y: 50 }), CARD, STAGE)).toEqual(FIT);
    const zoomed = within(panBy({ ...FIT, zoom: 2 }, { x: 9999, y: -9999 }), CARD, STAGE);
    expect(zoomed).toMatchObject({ x: 400, y: -200 });
  });

  test('four turns are none', () => {
    const view = { ...FIT, zoom: 2, x: 30, y: -10 };
    const back = rotate(rotate(rotate(rotate(view))));
    expect(back.turns).toBe(0);
    expect(back.x).toBe(30);
    expect(back.y).toBe(-10);
  });
});
