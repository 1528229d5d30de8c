import type { Role } from '../access';
import type { AuditActor, AuditEntry, ChainStatus } from '../contracts/audit';
import type { AuditAction } from '../contracts/audit-details';
import { wordFor } from './audit-detail-reader';

/** What happened, as people say it. Also the list of actions, in the order in which they are offered to choose from. */
export const ACTION_LABELS: Record<AuditAction, string> = {
  'customer.opened': 'Customer opened',
  'customer.images-revealed': 'Images shown',
  'customer.contact-corrected': 'Contact corrected',
  'customer.looked-up': 'Customer looked up',
  'customer.link-created': 'Verification link created',
  'customers.listed': 'Customers listed',
  'customers.searched': 'Customers searched',
  'customers.exported': 'Customers exported',
  'session.signed-in': 'Signed in',
  'session.refused': 'Sign-in refused',
  'session.locked-out': 'Sign-in locked',
  'session.proved': 'Identity proved again',
  'session.signed-out': 'Signed out',
  'session.ended': 'Session ended',
  'access.denied': 'Access denied',
  'account.created': 'Account created',
  'account.role-changed': 'Role changed',
  'account.email-changed': 'E-mail changed',
  'account.disabled': 'Account disabled',
  'account.enabled': 'Account enabled',
  'account.link-issued': 'Password link issued',
  'account.password-set': 'Password set',
  'account.second-factor': 'Second factor changed',
  'audit.read': 'Audit log read',
  'audit.verified': 'Audit log verified',
  'audit.exported': 'Audit log exported',
};

/** A newer release may have written actions that this page, still open, has no word for. */
export function actionLabel(action: string): string {
  return wordFor(action, ACTION_LABELS);
}

const ROLES: Record<Role | 'operator' | 'system', string> = {
  compliance: 'Compliance',
  support: 'Support',
  admin: 'Administrator',
  operator: 'Operator, on the server',
  system: 'The desk itself',
};

export function actorRole(role: string | null): string | null {
  return role === null ? null : wordFor(role, ROLES);
}

/** Who did it, by the e-mail they had then. */
export function actorName(actor: AuditActor): string {
  return actor.email ?? actorRole(actor.role) ?? 'Nobody signed in';
}

export interface OutcomeWords {
  label: string;
  tone: 'neutral' | 'attention' | 'bad';
  /** Nothing to look at: it went as it should. */
  plain?: true;
}

/** These tell of a refusal themselves, and recording them went well. */
const REFUSALS: readonly AuditAction[] = ['session.refused', 'session.locked-out', 'access.denied'];

const OUTCOMES: Partial<Record<string, OutcomeWords>> = {
  success: { label: 'Done', tone: 'neutral', plain: true },
  pending: { label: 'In progress', tone: 'neutral' },
  unknown: { label: 'Unknown outcome', tone: 'attention' },
  client_left: { label: 'Left before the answer', tone: 'neutral' },
  not_found: { label: 'Not found', tone: 'neutral' },
  forbidden: { label: 'Refused', tone: 'bad' },
  wrong_person: { label: 'Different customer', tone: 'bad' },
  changed_meanwhile: { label: 'Changed meanwhile', tone: 'bad' },
  contact_in_use: { label: 'Already in use', tone: 'bad' },
  contact_refused: { label: 'Refused by Sentinel', tone: 'bad' },
  sentinel_timeout: { label: 'Sentinel timed out', tone: 'bad' },
  sentinel_unavailable: { label: 'Sentinel unreachable', tone: 'bad' },
  audit_unavailable: { label: 'Refused: not recorded', tone: 'bad' },
};

export function outcomeWords({ action, outcome }: Pick<AuditEntry, 'action' | 'outcome'>): OutcomeWords {
  if (outcome === 'success' && REFUSALS.includes(action)) return { label: 'Refused', tone: 'bad' };
  const known = Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome] : undefined;
  return known ?? { label: `Failed: ${outcome.replaceAll('_', ' ')}`, tone: 'bad' };
}

const NUMBER = new Intl.NumberFormat('en-GB');

/** `#12,345`: an event by its number in the chain. */
export function eventNumber(seq: number): string {
  return `#${NUMBER.format(seq)}`;
}

/** What a check of the chain found, with the number of the event that it names. */
export function chainFinding(verdict: ChainStatus['verdict'], seq: number): string {
  const event = eventNumber(seq);
  switch (verdict) {
    case 'intact':
      return `Chain intact up to ${event}`;
    case 'altered':
      return `Event ${event} was altered`;
    case 'missing':
      return `An event is missing after ${event}`;
    case 'cut':
      return `The newest events are cut off after ${event}`;
    case 'mismatch':
      return `A checkpoint does not match event ${event}`;
  }
}
