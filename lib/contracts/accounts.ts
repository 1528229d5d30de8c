import type { Role } from '../access';
import type { RoleClaimGap, SignInMethod } from './audit-values';
import type { OwnPasskeys } from './passkeys';

/** A running session, as its owner and administrators see it. */
export interface SessionEntry {
  id: string;
  method: SignInMethod;
  /** The browser and system in words: "Chrome on Windows". */
  device: string;
  address: string | null;
  createdAt: string;
  lastSeenAt: string;
  /** Whether this is the session that asks. */
  current: boolean;
}

/** `GET /api/sessions`: the person's own sessions. */
export interface OwnSessions {
  sessions: SessionEntry[];
  secondFactor: {
    enrolled: boolean;
    /** Whether REQUIRE_TOTP names the person's role. */
    required: boolean;
    /**
     * Whether the person can have a second factor of the desk. People who sign in through the identity provider cannot.
     */
    offered: boolean;
    recoveryCodesLeft: number;
  };
  passkeys: OwnPasskeys;
}

export interface AccountEntry {
  id: string;
  kind: 'local' | 'sso';
  email: string;
  name: string;
  role: Role;
  disabledAt: string | null;
  createdAt: string;
  /** Whether the owner of a local account has chosen a password. */
  hasPassword: boolean;
  secondFactor: boolean;
  /** How many passkeys the person has. */
  passkeys: number;
  /** Until when an unused link works; `null` without one. */
  linkUntil: string | null;
  /** The number of running sessions, and when the person last used any session. */
  sessions: number;
  lastSeenAt: string | null;
}

/** `GET /api/accounts`, by e-mail. */
export interface AccountList {
  accounts: AccountEntry[];
  /** People who can't sign in because the identity provider does not tell their roles; `null` when there are none. */
  rolesUntold: RolesUntold | null;
}

export interface RolesUntold {
  people: number;
  /** Of the newest refusal. */
  lastAt: string;
  reason: RoleClaimGap;
}

/** A one-time link, shown once. The token goes into the fragment of the page's address, which no server sees. */
export interface IssuedLink {
  purpose: 'invite' | 'reset';
  token: string;
  expiresAt: string;
}

/**
 * `POST /api/second-factor`: the secret for the QR code and for typing. The browser sends `enrolment` back with the
 * first code.
 */
export interface Enrolment {
  secret: string;
  uri: string;
  enrolment: string;
}

/** Recovery codes, shown once. */
export interface RecoveryCodes {
  codes: string[];
}
