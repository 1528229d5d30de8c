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
    expect(ids(run(startWith('passport-portrait'), { type: 'step', by: 1 }))).toEqual(['liveness-1']);
    expect(ids(run(startWith('liveness-1'), { type: 'step', by: -1 }))).toEqual(['passport-portrait']);
  });

  test('starts every image fitted', () => {
    const zoomed = run(startWith('reference'), { type: 'look', pane: 0, change: (view) => ({ ...view, zoom: 4 }) });
    expect(activePane(zoomed).view.zoom).toBe(4);
    expect(activePane(run(zoomed, { type: 'step', by: 1 })).view.zoom).toBe(1);
  });

  test('compares face and portrait, and back to the one that was active', () => {
    const both = run(startWith('passport-front'), { type: 'compare' });
    expect(ids(both)).toEqual(['reference', 'passport-front']);
    expect(both.active).toBe(1);
    expect(ids(run(both, { type: 'activate', pane: 0 }, { type: 'compare' }))).toEqual(['reference']);
  });

  test('steps and picks in one pane alone', () => {
    const both = run(startWith('reference'), { type: 'compare' });
    expect(ids(run(both, { type: 'pick', pane: 1, id: 'passport-front' }))).toEqual(['reference', 'passport-front']);
    expect(ids(run(both, { type: 'step', by: -1 }))).toEqual(['liveness-1', 'passport-portrait']);
  });
});
