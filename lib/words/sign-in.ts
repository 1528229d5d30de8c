import { spoken } from './language';

/** Why a sign-in with a password failed. `CodeNeeded` is no failure for people: the form asks for the code. */
export type SignInFailure = 'CredentialsSignin' | 'CodeNeeded' | 'WrongCode' | 'Locked' | 'Unavailable';

export type SignInWords = Record<SignInFailure, string>;

const ENGLISH: SignInWords = {
  CredentialsSignin: 'Email or password is wrong.',
  CodeNeeded: '',
  WrongCode: 'The code is wrong, or was used already. Enter the one that your phone shows now.',
  Locked: 'Too many failed attempts. Try again in a few minutes.',
  Unavailable: 'Signing in does not work at the moment. Check your connection, then try again.',
};

export const SIGN_IN_WORDS: SignInWords = spoken({ en: ENGLISH });
