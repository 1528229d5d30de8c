import { spoken } from './language';

/** Why the browser has made or used no passkey. */
export type CeremonyFailure = 'cancelled' | 'known-here' | 'unsupported' | 'numbered-address' | 'failed';

/** What the desk says of passkeys, at sign-in, at a step-up and among a person's sessions. */
export interface PasskeyWords {
  use: string;
  add: string;
  /** Before the first one. */
  about: string;
  name: string;
  nameHint: string;
  listed: string;
  created: (when: string) => string;
  lastUsed: (when: string) => string;
  neverUsed: string;
  synced: string;
  rename: string;
  renameOne: (name: string) => string;
  remove: string;
  removeOne: (name: string) => string;
  removeTitle: string;
  removeWarning: (name: string) => string;
  added: string;
  notAdded: string;
  removed: string;
  renamed: string;
  notChanged: string;
  proofHint: string;
  failures: Record<CeremonyFailure, string>;
}

const ENGLISH: PasskeyWords = {
  use: 'Use a passkey',
  add: 'Add a passkey',
  about:
    'A passkey signs you in with a finger, a face or a PIN, without a password. It works on this site alone, so a forged page gets nothing.',
  name: 'Name of the passkey',
  nameHint: 'So that you know it again, such as “Work laptop” or “Blue security key”.',
  listed: 'Passkeys',
  created: (when) => `Added ${when}`,
  lastUsed: (when) => `Last used ${when}`,
  neverUsed: 'Never used',
  synced: 'Synced',
  rename: 'Rename',
  renameOne: (name) => `Rename ${name}`,
  remove: 'Remove',
  removeOne: (name) => `Remove ${name}`,
  removeTitle: 'Remove the passkey?',
  removeWarning: (name) => `${name} does not sign you in any more, and your other sessions end.`,
  added: 'Passkey added',
  notAdded: 'Your passkey was not added.',
  removed: 'Passkey removed',
  renamed: 'Passkey renamed',
  notChanged: 'Your passkey was not changed.',
  proofHint: 'Confirm with a finger, a face or a PIN.',
  failures: {
    cancelled: 'No passkey was chosen, or it took too long. Try again.',
    'known-here': 'This device has a passkey for your account already.',
    unsupported: 'This browser does not support passkeys.',
    'numbered-address': 'Browsers use no passkeys on an address that is a number. Open the desk as “localhost”.',
    failed: 'The browser could not use a passkey. Try again.',
  },
};

export const PASSKEY_WORDS = spoken({ en: ENGLISH });
