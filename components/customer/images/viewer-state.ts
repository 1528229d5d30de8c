import { type Picture, pairFor } from './image-groups';
import { FIT, type View } from './view';

/** One image on one stage. */
interface Pane {
  id: string;
  view: View;
}

/** How an image is lit; at 1 as it is. */
export interface Light {
  brightness: number;
  contrast: number;
}

/** One stage, or two side by side. The tools act on the active stage. */
export interface ViewerState {
  panes: readonly [Pane] | readonly [Pane, Pane];
  active: 0 | 1;
  /** Two stages zoom and move together. */
  together: boolean;
  light: Light;
}

export type ViewerAction =
  | { type: 'step'; by: 1 | -1 }
  | { type: 'pick'; pane: 0 | 1; id: string }
  | { type: 'activate'; pane: 0 | 1 }
  /** @param alone whether the other stage stays as it is, also when both move together */
  | { type: 'look'; pane: 0 | 1; change: (view: View) => View; alone?: boolean }
  | { type: 'light'; of: keyof Light; direction: 1 | -1 }
  | { type: 'plain-light' }
  | { type: 'together' }
  | { type: 'compare' };

type Gallery = readonly Pick<Picture, 'id' | 'group'>[];

const PLAIN: Light = { brightness: 1, contrast: 1 };
const LIGHT_STEP = 0.2;
const LIGHT_LEAST = 0.2;
const LIGHT_MOST = 3;

/** @param second the image beside the first one */
export function startWith({ first, second }: { first: string; second?: string | undefined }): ViewerState {
  const panes = second === undefined ? ([pane(first)] as const) : ([pane(first), pane(second)] as const);
  return { panes, active: 0, together: true, light: PLAIN };
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
      return withPane(state, action.pane, () => pane(action.id));
    case 'look': {
      const changed = (one: Pane) => ({ ...one, view: action.change(one.view) });
      const [first, second] = state.panes;
      if (second === undefined || !state.together || action.alone) return withPane(state, action.pane, changed);
      return { ...state, panes: [changed(first), changed(second)] };
    }
    case 'light': {
      const now = state.light[action.of] + action.direction * LIGHT_STEP;
      const kept = Math.round(Math.min(LIGHT_MOST, Math.max(LIGHT_LEAST, now)) * 10) / 10;
      return { ...state, light: { ...state.light, [action.of]: kept } };
    }
    case 'plain-light':
      return { ...state, light: PLAIN };
    case 'together':
      return { ...state, together: !state.together };
    case 'step': {
      const index = all.findIndex(({ id }) => id === activePane(state).id);
      const next = all[(index + action.by + all.length) % all.length];
      return next ? withPane(state, state.active, () => pane(next.id)) : state;
    }
    case 'compare': {
      const current = activePane(state).id;
      if (state.panes.length === 2) return { ...state, panes: [pane(current)], active: 0 };
      const pair = pairFor(current, all);
      if (!pair) return state;
      const [first, second] = pair;
      // The image that was open stays the active one, so that the tools go on acting on it.
      return { ...state, panes: [pane(first), pane(second)], active: first === current ? 0 : 1 };
    }
  }
}

function pane(id: string): Pane {
  return { id, view: FIT };
}

function withPane(state: ViewerState, which: 0 | 1, change: (pane: Pane) => Pane): ViewerState {
  const [first, second] = state.panes;
  if (!second) return { ...state, panes: [change(first)] };
  return { ...state, panes: which === 0 ? [change(first), second] : [first, change(second)] };
}
