import { spoken } from './language';

/** The banner over every page while Sentinel refuses the desk's credentials. */
export interface TroubleWords {
  /** For administrators, with what to do. */
  needsYou: (time: string) => string;
  toSystem: string;
  /** For everybody else. */
  told: (time: string) => string;
}

const ENGLISH: TroubleWords = {
  needsYou: (time) =>
    `Sentinel has refused the desk’s credentials since ${time}. Check the client’s uuid and secret in the desk’s ` +
    'settings, then restart the desk.',
  toSystem: 'Open System',
  told: (time) =>
    `Sentinel has refused the desk’s credentials since ${time}. Nothing can be asked of it until an administrator mends that.`,
};

export const TROUBLE_WORDS = spoken({ en: ENGLISH });
