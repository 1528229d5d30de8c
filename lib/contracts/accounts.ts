import type { Role } from '../access';

/** A running session, as its owner and administrators see it. */
export interface SessionEntry {
  id: string;
  method: 'password' | 'sso';
  /** In words: "Chrome on Windows". */
  device: string;
  address: string | null;
  createdAt: string;
  lastSeenAt: string;
  /** The one that asks. */
  current: boolean;
}

/** `GET /api/sessions`: one's own. */
export interface OwnSessions {
  sessions: SessionEntry[];
  secondFactor: {
    enrolled: boolean;
    /** By REQUIRE_TOTP, for this role. */
    required: boolean;
    /** Whether the desk keeps one for this person at all: not of people who come through the identity provider. */
    offered: boolean;
    recoveryCodesLeft: number;
  };
}

export interface AccountEntry {
  id: string;
  kind: 'local' | 'sso';
  email: string;
  name: string;
  role: Role;
  disabledAt: string | null;
  createdAt: string;
  /** Of local accounts: whether anybody has chosen a password yet. */
  hasPassword: boolean;
  secondFactor: boolean;
  /** An unused link that still works, until when. */
  linkUntil: string | null;
  /** Running sessions, and when the person was last seen with any. */
  sessions: number;
  lastSeenAt: string | null;
}

/** `GET /api/accounts`, by e-mail. */
export interface AccountList {
  accounts: AccountEntry[];
}

/** A one-time link, told once. The token goes into the fragment of the page's address, which no server ever sees. */
export interface IssuedLink {
  purpose: 'invite' | 'reset';
  token: string;
  expiresAt: string;
}

/** `POST /api/second-factor`: for the QR code and for typing; `enrolment` comes back with the first code. */
export interface Enrolment {
  secret: string;
  uri: string;
  enrolment: string;
}

/** Shown once. */
export interface RecoveryCodes {
  codes: string[];
}
