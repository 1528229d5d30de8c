import type { AddedPermission, Role } from '../access';
import type { SignInMethod } from './audit-values';

/** The signed-in person, as pages and handlers know them. */
export interface Viewer {
  accountId: string;
  sessionId: string;
  email: string;
  name: string;
  role: Role;
  /** What the operator lets this role do besides (`IDENTITY_REVEAL`). */
  added?: readonly AddedPermission[];
  /** How they signed in, and so how they prove who they are when asked again. */
  method: SignInMethod;
  /** Whether the account has a second factor of the desk's own. */
  enrolled: boolean;
  /** Whether the account has a passkey. */
  hasPasskey: boolean;
  /** Their role needs a passkey, and they have none. */
  needsPasskey: boolean;
  /** Their role needs a second factor or a passkey that this session lacks: it may do nothing but enrol. */
  mustEnrol: boolean;
  /** How many mentions in notes they have not seen. */
  mentions?: number;
  /** They have proved who they are within the last ten minutes: at sign-in, or since. */
  provedRecently: boolean;
}
