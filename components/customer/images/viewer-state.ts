import { type Picture, pairFor } from './image-groups';
import { FIT, type View } from './view';

/** One image on one stage. */
interface Pane {
  id: string;
  view: View;
}

/** One stage, or two side by side. The tools act on the active stage. */
export interface ViewerState {
  panes: readonly [Pane] | readonly [Pane, Pane];
  active: 0 | 1;
}

export type ViewerAction =
  | { type: 'step'; by: 1 | -1 }
  | { type: 'pick'; pane: 0 | 1; id: string }
  | { type: 'activate'; pane: 0 | 1 }
  | { type: 'look'; pane: 0 | 1; change: (view: View) => View }
  | { type: 'compare' };

type Gallery = readonly Pick<Picture, 'id' | 'group'>[];

export function startWith(id: string): ViewerState {
  return { panes: [{ id, view: FIT }], active: 0 };
}

export function activePane({ panes, active }: ViewerState): Pane {
  return panes[active] ?? panes[0];
}

/** The viewer's next state. `all` holds the images that can be shown, in the order of the strip. */
export function viewerStep(state: ViewerState, action: ViewerAction, all: Gallery): ViewerState {
  switch (action.type) {
    case 'activate':
      return { ...state, active: state.panes.length === 2 ? action.pane : 0 };
    case 'pick':
      return withPane(state, action.pane, () => ({ id: action.id, view: FIT }));
    case 'look':
      return withPane(state, action.pane, (pane) => ({ ...pane, view: action.change(pane.view) }));
    case 'step': {
      const index = all.findIndex(({ id }) => id === activePane(state).id);
      const next = all[(index + action.by + all.length) % all.length];
      return next ? withPane(state, state.active, () => ({ id: next.id, view: FIT })) : state;
    }
    case 'compare': {
      const current = activePane(state).id;
      if (state.panes.length === 2) return startWith(current);
      const pair = pairFor(current, all);
      if (!pair) return state;
      const [first, second] = pair;
      // The image that was open stays the active one, so that the tools go on acting on it.
      return {
        panes: [
          { id: first, view: FIT },
          { id: second, view: FIT },
        ],
        active: first === current ? 0 : 1,
      };
    }
  }
}

function withPane(state: ViewerState, which: 0 | 1, change: (pane: Pane) => Pane): ViewerState {
  const [first, second] = state.panes;
  if (!second) return { ...state, panes: [change(first)] };
  return { ...state, panes: which === 0 ? [change(first), second] : [first, change(second)] };
}
