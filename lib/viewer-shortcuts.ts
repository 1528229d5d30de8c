/** The keys of the image viewer, which loads when it is opened. */
export const VIEWER_KEYS = {
  nextImage: 'ArrowRight',
  previousImage: 'ArrowLeft',
  zoomIn: '+ =',
  zoomOut: '- _',
  fit: '0',
  actualSize: '1',
  rotate: 'r',
  compare: 'c',
  together: 'g',
  fields: 'f',
  brighter: 'b',
  darker: 'B',
  moreContrast: 't',
  lessContrast: 'T',
  plainLight: 'x',
  fullScreen: 'w',
  keepImages: 'm',
} as const;

export type ViewerShortcut = keyof typeof VIEWER_KEYS;

export function viewerKeysOf(id: ViewerShortcut): readonly string[] {
  return VIEWER_KEYS[id].split(' ');
}
