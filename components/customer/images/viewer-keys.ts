import type { KeyboardEvent } from 'react';

export type ViewerCommand =
  | { do: 'zoom'; direction: 1 | -1 }
  | { do: 'pan'; x: number; y: number }
  | { do: 'step'; by: 1 | -1 }
  | { do: 'fit' }
  | { do: 'rotate' }
  | { do: 'compare' };

const PAN = 80;

/** The viewer's command for a key. Arrows step in reading direction; with Shift they move the image. */
export function viewerCommand(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  rtl: boolean,
): ViewerCommand | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (shiftKey) {
    // The image moves in the arrow's direction, as it would under a finger.
    if (key === 'ArrowLeft') return { do: 'pan', x: -PAN, y: 0 };
    if (key === 'ArrowRight') return { do: 'pan', x: PAN, y: 0 };
    if (key === 'ArrowUp') return { do: 'pan', x: 0, y: -PAN };
    if (key === 'ArrowDown') return { do: 'pan', x: 0, y: PAN };
  }
  switch (key) {
    case '+':
    case '=':
      return { do: 'zoom', direction: 1 };
    case '-':
    case '_':
      return { do: 'zoom', direction: -1 };
    case '0':
      return { do: 'fit' };
    case 'r':
    case 'R':
      return { do: 'rotate' };
    case 'c':
    case 'C':
      return { do: 'compare' };
    case 'ArrowRight':
      return { do: 'step', by: rtl ? -1 : 1 };
    case 'ArrowLeft':
      return { do: 'step', by: rtl ? 1 : -1 };
    default:
      return null;
  }
}
