import { isSingleCharacter, nameOfKey } from '@/lib/shortcuts';
import { type ViewerShortcut, viewerKeysOf } from '@/lib/viewer-shortcuts';

export type ViewerCommand =
  | { do: 'zoom'; direction: 1 | -1 }
  | { do: 'pan'; x: number; y: number }
  | { do: 'step'; by: 1 | -1 }
  | { do: 'light'; of: 'brightness' | 'contrast'; direction: 1 | -1 }
  | {
      do: 'fit' | 'actual-size' | 'rotate' | 'compare' | 'together' | 'fields' | 'plain-light' | 'full-screen' | 'keep';
    }
  /** The viewer's key, which does nothing now. */
  | { do: 'none' };

const COMMANDS: Record<ViewerShortcut, ViewerCommand> = {
  nextImage: { do: 'step', by: 1 },
  previousImage: { do: 'step', by: -1 },
  zoomIn: { do: 'zoom', direction: 1 },
  zoomOut: { do: 'zoom', direction: -1 },
  fit: { do: 'fit' },
  actualSize: { do: 'actual-size' },
  rotate: { do: 'rotate' },
  compare: { do: 'compare' },
  together: { do: 'together' },
  fields: { do: 'fields' },
  brighter: { do: 'light', of: 'brightness', direction: 1 },
  darker: { do: 'light', of: 'brightness', direction: -1 },
  moreContrast: { do: 'light', of: 'contrast', direction: 1 },
  lessContrast: { do: 'light', of: 'contrast', direction: -1 },
  plainLight: { do: 'plain-light' },
  fullScreen: { do: 'full-screen' },
  keepImages: { do: 'keep' },
};

const PAN = 80;
/** The image moves in the arrow's direction, as it would under a finger. */
const PANS: Readonly<Record<string, ViewerCommand>> = {
  ArrowLeft: { do: 'pan', x: -PAN, y: 0 },
  ArrowRight: { do: 'pan', x: PAN, y: 0 },
  ArrowUp: { do: 'pan', x: 0, y: -PAN },
  ArrowDown: { do: 'pan', x: 0, y: PAN },
};

type Pressed = Parameters<typeof nameOfKey>[0] & { repeat?: boolean };

/** What goes on while a key is held. All else happens once a press: it switches something, or is recorded. */
const HELD: readonly ViewerCommand['do'][] = ['zoom', 'pan', 'light'];

/**
 * The viewer's command for a key. Arrows step in reading direction; with Shift they move the image. A letter with Shift
 * that means nothing of its own means what the small letter does.
 *
 * @param singles whether people use keys of a single character
 */
export function viewerCommand(pressed: Pressed, rtl: boolean, singles = true): ViewerCommand | null {
  const command = commandFor(pressed, rtl, singles);
  return command !== null && pressed.repeat && !HELD.includes(command.do) ? { do: 'none' } : command;
}

function commandFor(pressed: Pressed, rtl: boolean, singles: boolean): ViewerCommand | null {
  if (pressed.shiftKey && !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey && PANS[pressed.key]) {
    return PANS[pressed.key] ?? null;
  }
  const key = nameOfKey(pressed);
  if (key === null || key.startsWith('Mod+')) return null;
  if (isSingleCharacter(key) && !singles) return null;
  const command = commandOf(key) ?? commandOf(key.length === 1 ? key.toLowerCase() : key);
  if (command?.do !== 'step') return command;
  return { do: 'step', by: rtl ? (command.by === 1 ? -1 : 1) : command.by };
}

function commandOf(key: string): ViewerCommand | null {
  const ids = Object.keys(COMMANDS) as ViewerShortcut[];
  const id = ids.find((one) => viewerKeysOf(one).includes(key));
  return id === undefined ? null : COMMANDS[id];
}
