import type { Browser, Page } from '@playwright/test';
import type { SandboxControl } from '../desk/sandbox-control';
import type { Role } from '../desk/sign-in-to';
import type { TestStack } from '../desk/stack';

/** What a way to a state may use. */
export interface Place {
  page: Page;
  browser: Browser;
  sandbox: SandboxControl;
  stack: TestStack;
}

/** One thing that a person may have on screen. */
export interface State {
  name: string;
  /** Brings it on screen, from wherever the state before it has left the page. */
  reach: (place: Place) => Promise<unknown>;
  /** The part that is new, where the page beneath is another state's. */
  within?: string;
  /** A phone's window. */
  phone?: true;
  /** Another journey looks at it in one look: here it is read by `npm run torture` alone. */
  more?: true;
}

/** States that one person reaches one after the other. */
export interface Walk {
  name: string;
  role: Role;
  /** Errors that the ways provoke, as the console writes them. */
  quiet?: RegExp;
  states: readonly State[];
}

export const DIALOG = '[role=dialog]';
export const QUESTION = '[role=alertdialog]';
export const MENU = '[role=menu]';

/** Chromium draws a window of this size in `phone` states. */
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };
