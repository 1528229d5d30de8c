import type { SignInMethod } from '../contracts/audit-values';
import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

/** Why a sign-in with a password or a passkey failed. `CodeNeeded` is no failure for people: the form asks for the code. */
export type SignInFailure =
  | 'CredentialsSignin'
  | 'CodeNeeded'
  | 'WrongCode'
  | 'PasskeyNeeded'
  | 'PasskeyRefused'
  | 'Locked'
  | 'Unavailable';

export type SignInWords = Record<SignInFailure, string>;

const ENGLISH: SignInWords = {
  CredentialsSignin: 'Email or password is wrong.',
  CodeNeeded: '',
  WrongCode: 'The code is wrong, or was used already. Enter the one that your phone shows now.',
  PasskeyNeeded: 'The password is right. Your account also needs your passkey.',
  PasskeyRefused: 'This passkey does not sign you in here.',
  Locked: 'Too many failed attempts. Try again in a few minutes.',
  Unavailable: 'Signing in does not work at the moment. Check your connection, then try again.',
};

/** Told where a session ended because its owner signed in elsewhere and had too many. */
const MOST_SESSIONS: PluralForms = spoken({
  en: {
    one: 'You signed in on another device. A person may have one session at a time, so the session in this browser has ended.',
    other:
      'You signed in on another device. A person may have # sessions at a time, so your oldest session has ended: the one in this browser.',
  },
});

export const sessionLimitWords = (most: number): string => counted(most, MOST_SESSIONS);

/** Signing in again over a page whose session has ended. */
export interface SignInAgainWords {
  title: string;
  why: string;
  leave: string;
  withSso: string;
  window: string;
  waiting: string;
  done: string;
  blocked: string;
  newTab: string;
  otherPerson: string;
  otherPersonBody: string;
}

const ENGLISH_AGAIN: SignInAgainWords = {
  title: 'Sign in again',
  why: 'Your session has ended. What you typed is kept, if you sign in as the same person.',
  leave: 'Discard and leave',
  withSso: 'Continue with single sign-on',
  window: 'Single sign-on opens a window of its own. This page goes on when you have signed in there.',
  waiting: 'Sign in in the window that has opened. This page then goes on by itself.',
  done: 'I have signed in',
  blocked: 'The browser has blocked the window. Allow windows for this site and try again, or sign in in a new tab.',
  newTab: 'Sign in in a new tab',
  otherPerson: 'Somebody else has signed in.',
  otherPersonBody: 'What the person before had typed and loaded here was dropped. Nothing of it was saved.',
};

/** How a session began. */
export type MethodWords = Record<SignInMethod, string>;

const ENGLISH_METHODS: MethodWords = { password: 'Password', passkey: 'Passkey', sso: 'Single sign-on' };

export const METHOD_WORDS = spoken({ en: ENGLISH_METHODS });

export const SIGN_IN_AGAIN_WORDS = spoken({ en: ENGLISH_AGAIN });

export const SIGN_IN_WORDS: SignInWords = spoken({ en: ENGLISH });
