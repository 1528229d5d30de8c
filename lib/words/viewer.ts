import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

export interface ViewerWords {
  title: string;
  tools: string;
  previous: string;
  next: string;
  zoomOut: string;
  zoomIn: string;
  /** Of the percentage between the two. */
  zoom: string;
  fit: string;
  actualSize: string;
  /** On the button of the actual size. */
  oneToOne: string;
  rotate: string;
  brighter: string;
  darker: string;
  moreContrast: string;
  lessContrast: string;
  plainLight: string;
  compare: string;
  together: string;
  fields: string;
  fullScreen: string;
  close: string;
  first: string;
  second: string;
  position: (number: string, of: string) => string;
  keep: string;
  /** How long the images stay: "4:05". */
  left: (time: string) => string;
  soon: PluralForms;
  notKept: string;
  fieldsTitle: string;
  noFields: string;
  read: string;
  typed: string;
  unreadable: (image: string) => string;
  /** On paper, in the image's place. */
  unmarked: string;
  /** Between the two faces. */
  score: string;
  lookAtBoth: string;
}

const ENGLISH: ViewerWords = {
  title: 'Image viewer',
  tools: 'Image tools',
  previous: 'Previous image',
  next: 'Next image',
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  zoom: 'Zoom; 100% fits the window',
  fit: 'Fit',
  actualSize: 'Actual size',
  oneToOne: '1:1',
  rotate: 'Rotate',
  brighter: 'Brighter',
  darker: 'Darker',
  moreContrast: 'More contrast',
  lessContrast: 'Less contrast',
  plainLight: 'Brightness and contrast as they were',
  compare: 'Compare',
  together: 'Zoom and move together',
  fields: 'Fields',
  fullScreen: 'Full screen',
  close: 'Close',
  first: 'First image',
  second: 'Second image',
  position: (number, of) => `${number} of ${of}`,
  keep: 'Keep for 5 more minutes',
  left: (time) => `Hidden in ${time}`,
  soon: { one: 'The images hide in # second.', other: 'The images hide in # seconds.' },
  notKept: 'The images could not be kept.',
  fieldsTitle: 'Fields read and typed',
  noFields: 'No fields were read on this image’s document.',
  read: 'Read by OCR',
  typed: 'On file',
  unreadable: (image) => `${image}: the browser can’t read this image.`,
  unmarked: 'Not printed, because the watermark is not loaded. Print again.',
  score: 'Face match',
  lookAtBoth: 'Compare the faces',
};

export const VIEWER_WORDS = spoken({ en: ENGLISH });

export const positionText = (index: number, of: number): string =>
  VIEWER_WORDS.position(formatCount(index + 1), formatCount(of));

/** "Hidden in 4:05". @param ms until the images hide */
export function leftText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return VIEWER_WORDS.left(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
}

export const soonText = (seconds: number): string => counted(seconds, VIEWER_WORDS.soon);
