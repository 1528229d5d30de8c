import type { Role } from '../access';

/** The signed-in person, as pages and handlers know them. */
export interface Viewer {
  accountId: string;
  sessionId: string;
  email: string;
  name: string;
  role: Role;
  /** How they signed in, and so how they prove who they are when asked again. */
  method: 'password' | 'sso';
  /** Whether the account has a second factor of the desk's own. */
  enrolled: boolean;
  /** Their role needs a second factor, and this session has none: it may do nothing but enrol. */
  mustEnrol: boolean;
  /** They have proved who they are within the last ten minutes: at sign-in, or since. */
  provedRecently: boolean;
}
