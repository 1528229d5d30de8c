import { describe, expect, test } from 'vitest';
import { activePane, startWith, type ViewerAction, type ViewerState, viewerStep } from './viewer-state';

const ALL = [
  { id: 'liveness-1', group: 'liveness' },
  { id: 'reference', group: 'reference' },
  { id: 'passport-front', group: 'passport' },
  { id: 'passport-portrait', group: 'passport' },
] as const;

const run = (start: ViewerState, ...actions: ViewerAction[]) =>
  actions.reduce((state, action) => viewerStep(state, action, ALL), start);
const ids = (state: ViewerState) => state.panes.map(({ id }) => id);

describe('the viewer', () => {
  test('goes round', () => {
    expect(ids(run(startWith({ first: 'passport-portrait' }), { type: 'step', by: 1 }))).toEqual(['liveness-1']);
    expect(ids(run(startWith({ first: 'liveness-1' }), { type: 'step', by: -1 }))).toEqual(['passport-portrait']);
  });

  test('starts every image fitted', () => {
    const zoomed = run(startWith({ first: 'reference' }), {
      type: 'look',
      pane: 0,
      change: (view) => ({ ...view, zoom: 4 }),
    });
    expect(activePane(zoomed).view.zoom).toBe(4);
    expect(activePane(run(zoomed, { type: 'step', by: 1 })).view.zoom).toBe(1);
  });

  test('compares face and portrait, and back to the one that was active', () => {
    const both = run(startWith({ first: 'passport-front' }), { type: 'compare' });
    expect(ids(both)).toEqual(['reference', 'passport-front']);
    expect(both.active).toBe(1);
    expect(ids(run(both, { type: 'activate', pane: 0 }, { type: 'compare' }))).toEqual(['reference']);
  });

  test('steps and picks in one pane alone', () => {
    const both = run(startWith({ first: 'reference' }), { type: 'compare' });
    expect(ids(run(both, { type: 'pick', pane: 1, id: 'passport-front' }))).toEqual(['reference', 'passport-front']);
    expect(ids(run(both, { type: 'step', by: -1 }))).toEqual(['liveness-1', 'passport-portrait']);
  });

  test('two images zoom and move together until they are let go; a turn is of one alone', () => {
    const zoom: ViewerAction = { type: 'look', pane: 0, change: (view) => ({ ...view, zoom: 3 }) };
    const turn: ViewerAction = { type: 'look', pane: 1, change: (view) => ({ ...view, turns: 1 }), alone: true };
    const both = run(startWith({ first: 'reference', second: 'passport-portrait' }), zoom, turn);
    expect(both.panes.map(({ view }) => [view.zoom, view.turns])).toEqual([
      [3, 0],
      [3, 1],
    ]);
    const apart = run(both, { type: 'together' }, { type: 'look', pane: 1, change: (view) => ({ ...view, zoom: 5 }) });
    expect(apart.panes.map(({ view }) => view.zoom)).toEqual([3, 5]);
  });

  test('light goes in steps between limits, and back at once', () => {
    const lighter: ViewerAction = { type: 'light', of: 'brightness', direction: 1 };
    const start = startWith({ first: 'reference' });
    expect(run(start, lighter, lighter).light).toEqual({ brightness: 1.4, contrast: 1 });
    const all = Array.from({ length: 40 });
    expect(run(start, ...all.map(() => lighter)).light.brightness).toBe(3);
    const flat: ViewerAction = { type: 'light', of: 'contrast', direction: -1 };
    expect(run(start, ...all.map(() => flat)).light.contrast).toBe(0.2);
    expect(run(start, lighter, flat, { type: 'plain-light' }).light).toEqual({ brightness: 1, contrast: 1 });
  });
});
