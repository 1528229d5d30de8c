import type { Role } from '../access';

/** The signed-in person, as pages and handlers know them. */
export interface Viewer {
  accountId: string;
  sessionId: string;
  email: string;
  name: string;
  role: Role;
}
