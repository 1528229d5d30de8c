import { spoken } from './language';
import type { PluralForms } from './numbers';

/**
 * How a call ended whose form the person has left. Each sentence names what it is about: the person may be on any page
 * by then.
 */
export interface AwayWords {
  contactNotSaved: (name: string) => string;
  contactUnknown: (name: string) => string;
  undoNotDone: (name: string) => string;
  backToForm: string;
  noteNotSaved: (name: string) => string;
  noteNotDeleted: (name: string) => string;
  backToNote: string;
  notMarked: PluralForms;
  marksNotRemoved: PluralForms;
  viewNotSaved: (name: string) => string;
  viewNotChanged: (name: string) => string;
  viewNotRemoved: (name: string) => string;
  reviewNotClosed: (number: string) => string;
  /** The customer's name, or the id where the directory knows no name. */
  requestNotApproved: (customer: string) => string;
  requestNotDeclined: (customer: string) => string;
  /** The text of the form that is gone, for copying. */
  written: (text: string) => string;
  linkCreated: (name: string) => string;
  linkNotCreated: (name: string) => string;
  accountCreated: (email: string) => string;
  accountNotCreated: (email: string) => string;
  passwordLinkMade: (email: string) => string;
  passwordLinkNotMade: (email: string) => string;
  /** A change of an account: role, second factor, disabled, enabled. */
  accountNotChanged: (name: string) => string;
  sessionsEnded: (name: string) => string;
  sessionsNotEnded: (name: string) => string;
  ownSessionsNotEnded: string;
  codesMade: string;
  codesNotMade: string;
  factorOn: string;
  factorNotOn: string;
  exportStopped: string;
  exportFailed: string;
}

const ENGLISH: AwayWords = {
  contactNotSaved: (name) => `The contact of ${name} was not saved.`,
  contactUnknown: (name) => `It is not known whether the contact of ${name} was saved.`,
  undoNotDone: (name) => `The correction of ${name} was not undone.`,
  backToForm: 'Back to the form',
  noteNotSaved: (name) => `The note on ${name} was not saved.`,
  noteNotDeleted: (name) => `The note on ${name} was not deleted.`,
  backToNote: 'Back to the note',
  notMarked: { one: '# document was not marked as done.', other: 'Not all of # documents were marked as done.' },
  marksNotRemoved: {
    one: 'The mark of # document was not taken away.',
    other: 'Not all marks of # documents were taken away.',
  },
  viewNotSaved: (name) => `The view “${name}” was not saved.`,
  viewNotChanged: (name) => `The view “${name}” was not changed.`,
  viewNotRemoved: (name) => `The view “${name}” was not removed.`,
  reviewNotClosed: (number) => `Review ${number} was not closed.`,
  requestNotApproved: (customer) => `The request for ${customer} was not approved.`,
  requestNotDeclined: (customer) => `The request for ${customer} was not declined.`,
  written: (text) => `You wrote: ${text}`,
  linkCreated: (name) => `The verification link for ${name} was created.`,
  linkNotCreated: (name) => `No verification link was created for ${name}.`,
  accountCreated: (email) => `The account of ${email} was created.`,
  accountNotCreated: (email) => `The account of ${email} was not created.`,
  passwordLinkMade: (email) => `The one-time link for ${email} was made.`,
  passwordLinkNotMade: (email) => `No one-time link was made for ${email}.`,
  accountNotChanged: (name) => `The account of ${name} was not changed.`,
  sessionsEnded: (name) => `Sessions of ${name} ended`,
  sessionsNotEnded: (name) => `The sessions of ${name} were not ended.`,
  ownSessionsNotEnded: 'Your sessions were not ended.',
  codesMade: 'Your new recovery codes were made.',
  codesNotMade: 'No new recovery codes were made.',
  factorOn: 'Your second factor is on.',
  factorNotOn: 'Your second factor is not on.',
  exportStopped: 'The export was stopped, because its page or dialog was closed. Nothing was saved.',
  exportFailed: 'The export did not work. Nothing was saved.',
};

export const AWAY_WORDS = spoken({ en: ENGLISH });
