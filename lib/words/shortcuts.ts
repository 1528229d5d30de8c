import type { ShortcutId, ShortcutPlace } from '../shortcut-places';
import { spoken } from './language';

export interface ShortcutWords {
  title: string;
  places: Record<ShortcutPlace, string>;
  /** What each shortcut does. */
  does: Record<ShortcutId, string>;
  /** The check box that turns single-character keys on. */
  singles: string;
  singlesOff: string;
  /** A screen reader is told when the page is not there yet. */
  waits: string;
}

const ENGLISH: ShortcutWords = {
  title: 'Keyboard shortcuts',
  places: {
    everywhere: 'Everywhere',
    tables: 'Tables',
    customers: 'Customers',
    expiring: 'Expiring',
    customer: 'Customer',
    viewer: 'Image viewer',
    accounts: 'Accounts',
  },
  does: {
    search: 'Go to the search box',
    palette: 'Find a page, a customer or an action',
    print: 'Print this page',
    sheet: 'Show these shortcuts',
    close: 'Close what is open',
    send: 'Send a form or a note',
    nextRow: 'Next row',
    previousRow: 'Previous row',
    firstRow: 'First row',
    lastRow: 'Last row',
    openRow: 'Open the row',
    selectRow: 'Select the row, where rows can be selected',
    selectNext: 'Select the next row, too',
    selectPrevious: 'Select the previous row, too',
    previousPage: 'Previous page',
    nextPage: 'Next page',
    export: 'Export the list as a file',
    filters: 'Go to the filters',
    copyEmail: 'Copy the row’s e-mail',
    copyPhone: 'Copy the row’s phone number',
    selectAll: 'Select all rows that are shown, or none',
    markDone: 'Mark the selected documents as done',
    createLinks: 'Create links for the selected customers',
    nextCustomer: 'Next customer of the list',
    previousCustomer: 'Previous customer of the list',
    images: 'Show the images',
    edit: 'Edit the contact',
    checkCaller: 'Check the caller',
    link: 'Create a verification link',
    note: 'Write a note',
    trail: 'Show the customer in the audit log',
    back: 'Back to the list',
    newAccount: 'Create an account',
    nextImage: 'Next image',
    previousImage: 'Previous image',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit the image into the window',
    actualSize: 'Actual size',
    rotate: 'Rotate',
    compare: 'Compare two images',
    together: 'Zoom and move both images together',
    fields: 'Show the fields beside the image',
    brighter: 'Brighter',
    darker: 'Darker',
    moreContrast: 'More contrast',
    lessContrast: 'Less contrast',
    plainLight: 'Brightness and contrast as they were',
    fullScreen: 'Full screen',
    keepImages: 'Keep for 5 more minutes',
  },
  singles: 'Use single keys such as j or /',
  singlesOff: 'Single keys are off. Keys such as Enter and the arrows still work.',
  waits: 'The key waits until the page is there.',
};

export const SHORTCUT_WORDS = spoken({ en: ENGLISH });
