import type { Role } from '../access';
import type { AuditActor, AuditEntry } from '../contracts/audit';
import type { AuditAction } from '../contracts/audit-details';
import type { LOOKS } from '../contracts/audit-scopes';
import type { AuditOutcome, ChainVerdict } from '../contracts/audit-values';
import type { People } from '../contracts/people';
import { spoken, wordFor } from './language';
import { counted, formatCount, type PluralForms } from './numbers';
import { personName, personTitle } from './people';
import { ROLE_LABELS } from './roles';

/** How an event ended, for people. */
export interface OutcomeWords {
  label: string;
  tone: 'neutral' | 'attention' | 'bad';
  /** The action went as it should: no badge. */
  plain?: true;
}

/** Actors that are no role: the programs on the server, and the desk itself. */
type Program = 'operator' | 'system';

export interface AuditWords {
  /** Also the list of actions, in the order in which the filter offers them. */
  actions: Record<AuditAction, string>;
  /** Repeated looks that are folded into one row. */
  repeated: Record<(typeof LOOKS)[number], PluralForms>;
  events: PluralForms;
  rows: PluralForms;
  /** How many events the rows of a page stand for. */
  eventsInRows: (events: string, rows: string) => string;
  /** The events of a fold, by their first and last numbers. */
  foldedEvents: (events: string, first: string, last: string) => string;
  programs: Record<Program, string>;
  /** The actor of a request without a session. */
  stranger: string;
  outcomes: Record<AuditOutcome, OutcomeWords>;
  /** For an outcome that another release has written. */
  unknownOutcome: (code: string) => OutcomeWords;
  /** What a check of the chain found; `event` is written as `#12,345`. */
  findings: Record<ChainVerdict, (event: string) => string>;
}

const ENGLISH: AuditWords = {
  actions: {
    'customer.opened': 'Customer opened',
    'customer.images-revealed': 'Images shown',
    'customer.images-kept': 'Images kept on screen',
    'customer.printed': 'Customer printed',
    'customers.printed': 'Customers printed',
    'page.printed': 'Page printed',
    'customer.field-revealed': 'Hidden field shown',
    'customer.contact-corrected': 'Contact corrected',
    'customer.caller-checked': 'Caller checked',
    'customer.caller-check-closed': 'Caller check closed',
    'customer.approval-requested': 'Approval requested',
    'customer.approval-granted': 'Approval given',
    'customer.approval-declined': 'Approval declined',
    'customer.approval-ended': 'Approval ended',
    'approvals.read': 'Approvals read',
    'customer.looked-up': 'Customer looked up',
    'customer.link-created': 'Verification link created',
    'customer.document-marked': 'Expiring document marked',
    'customer.note-written': 'Note written',
    'customer.note-changed': 'Note changed',
    'customer.note-deleted': 'Note deleted',
    'customers.listed': 'Customers listed',
    'customers.searched': 'Customers searched',
    'customers.exported': 'Customers exported',
    'directory.forgotten': 'Directory emptied',
    'session.signed-in': 'Signed in',
    'session.refused': 'Sign-in refused',
    'session.locked-out': 'Sign-in locked',
    'session.proved': 'Identity proved again',
    'session.signed-out': 'Signed out',
    'session.ended': 'Session ended',
    'access.denied': 'Access denied',
    'budget.spent': 'Budget spent',
    'budget.granted': 'Budget raised for a day',
    'access.reviewed': 'Access reviewed',
    'alert.tested': 'Test alert sent',
    'review.found': 'Review found',
    'reviews.read': 'Reviews read',
    'review.closed': 'Review closed',
    'view.saved': 'View saved',
    'view.changed': 'View changed',
    'view.removed': 'View removed',
    'account.created': 'Account created',
    'account.role-changed': 'Role changed',
    'account.email-changed': 'E-mail changed',
    'account.disabled': 'Account disabled',
    'account.enabled': 'Account enabled',
    'account.link-issued': 'Password link issued',
    'account.password-set': 'Password set',
    'account.second-factor': 'Second factor changed',
    'account.passkey-enrolled': 'Passkey added',
    'account.passkey-renamed': 'Passkey renamed',
    'account.passkey-removed': 'Passkey removed',
    'account.passkey-refused': 'Passkey refused',
    'audit.read': 'Audit log read',
    'audit.verified': 'Audit log verified',
    'audit.exported': 'Audit log exported',
    'records.removed': 'Old records removed',
  },
  repeated: {
    'customer.opened': { one: 'Customer opened # time', other: 'Customer opened # times' },
    'customer.looked-up': { one: 'Customer looked up # time', other: 'Customer looked up # times' },
  },
  events: { one: '# event', other: '# events' },
  rows: { one: '# row', other: '# rows' },
  eventsInRows: (events, rows) => `${events} in ${rows}`,
  foldedEvents: (events, first, last) => `${events}, ${first} to ${last}`,
  programs: { operator: 'Operator, on the server', system: 'The desk itself' },
  stranger: 'Nobody signed in',
  outcomes: {
    success: { label: 'Done', tone: 'neutral', plain: true },
    pending: { label: 'In progress', tone: 'neutral' },
    unknown: { label: 'Unknown outcome', tone: 'attention' },
    client_left: { label: 'Left before the answer', tone: 'neutral' },
    invalid_request: { label: 'Refused: not valid', tone: 'bad' },
    payload_too_large: { label: 'Refused: too large', tone: 'bad' },
    unauthenticated: { label: 'Refused: signed out', tone: 'bad' },
    other_person: { label: 'Another person’s page', tone: 'bad' },
    forbidden: { label: 'Refused', tone: 'bad' },
    second_factor_required: { label: 'Refused: no second factor', tone: 'bad' },
    step_up_required: { label: 'Refused: no fresh proof', tone: 'bad' },
    purpose_required: { label: 'Refused: no purpose', tone: 'bad' },
    caller_check_required: { label: 'Refused: caller not checked', tone: 'bad' },
    caller_check_closed: { label: 'Refused: too many wrong checks', tone: 'bad' },
    approval_required: { label: 'Waits for a second person', tone: 'attention' },
    approval_closed: { label: 'Request no longer open', tone: 'neutral' },
    proof_refused: { label: 'Proof refused', tone: 'bad' },
    too_many_attempts: { label: 'Too many attempts', tone: 'bad' },
    budget_spent: { label: 'Refused: budget spent', tone: 'bad' },
    account_refused: { label: 'Change refused', tone: 'bad' },
    link_refused: { label: 'Link refused', tone: 'bad' },
    cross_site_request: { label: 'Refused: another site', tone: 'bad' },
    not_found: { label: 'Not found', tone: 'neutral' },
    wrong_person: { label: 'Different customer', tone: 'bad' },
    changed_meanwhile: { label: 'Changed meanwhile', tone: 'bad' },
    contact_in_use: { label: 'Already in use', tone: 'bad' },
    contact_refused: { label: 'Refused by Sentinel', tone: 'bad' },
    export_incomplete: { label: 'Not started: incomplete', tone: 'neutral' },
    sentinel_credentials: { label: 'Credentials refused', tone: 'bad' },
    sentinel_refused: { label: 'Request refused by Sentinel', tone: 'bad' },
    images_too_large: { label: 'Images too large', tone: 'bad' },
    sentinel_malformed: { label: 'Unreadable answer', tone: 'bad' },
    sentinel_rate_limited: { label: 'Sentinel too busy', tone: 'bad' },
    sentinel_timeout: { label: 'Sentinel timed out', tone: 'bad' },
    sentinel_unavailable: { label: 'Sentinel unreachable', tone: 'bad' },
    database_unavailable: { label: 'Database unreachable', tone: 'bad' },
    audit_unavailable: { label: 'Refused: not recorded', tone: 'bad' },
    busy: { label: 'Desk too busy', tone: 'bad' },
    internal: { label: 'Failed', tone: 'bad' },
  },
  unknownOutcome: (code) => ({ label: `Failed: ${code.replaceAll('_', ' ')}`, tone: 'bad' }),
  findings: {
    intact: (event) => `Chain intact up to ${event}`,
    altered: (event) => `Event ${event} was altered`,
    missing: (event) => `An event is missing after ${event}`,
    cut: (event) => `The newest events are cut off after ${event}`,
    mismatch: (event) => `A checkpoint does not match event ${event}`,
  },
};

const WORDS = spoken({ en: ENGLISH });

export const ACTION_LABELS = WORDS.actions;

/** An open page may meet actions of a newer release: they are shown as they come. */
export function actionLabel(action: string): string {
  return wordFor(action, WORDS.actions);
}

export function actorRole(role: string | null): string | null {
  return role === null ? null : wordFor<Role | Program>(role, { ...ROLE_LABELS, ...WORDS.programs });
}

/** The actor's name. Without an account that the desk knows, the e-mail of that time; for programs, what they are. */
export function actorName(actor: AuditActor, people: People = {}): string {
  const person = actor.id === null ? undefined : people[actor.id];
  return person === undefined ? (actor.email ?? actorRole(actor.role) ?? WORDS.stranger) : personName(person);
}

/** What identifies the actor, for a title: the e-mail of that time, and whether the account still works. */
export function actorTitle(actor: AuditActor, people: People): string | undefined {
  const person = actor.id === null ? undefined : people[actor.id];
  return person === undefined ? (actor.email ?? undefined) : personTitle(person, actor.email);
}

/** "Customer opened 5 times": a fold of looks. */
export function repeatedLabel(action: (typeof LOOKS)[number], count: number): string {
  return counted(count, WORDS.repeated[action]);
}

/** "50 events", "50 events in 38 rows": how many events a page's rows stand for. */
export function eventsText(events: number, rows: number): string {
  const all = counted(events, WORDS.events);
  return rows === events ? all : WORDS.eventsInRows(all, counted(rows, WORDS.rows));
}

/** "5 events, #1,201 to #1,209". */
export function foldedText(seqs: readonly number[]): string {
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  return WORDS.foldedEvents(counted(seqs.length, WORDS.events), eventNumber(first), eventNumber(last));
}

/** These actions tell of a refusal. Their `success` means that the refusal was recorded. */
const REFUSALS: readonly AuditAction[] = ['session.refused', 'session.locked-out', 'access.denied', 'budget.spent'];

export function outcomeWords({ action, outcome }: Pick<AuditEntry, 'action' | 'outcome'>): OutcomeWords {
  if (outcome === 'success' && REFUSALS.includes(action)) return WORDS.outcomes.forbidden;
  return isOutcome(outcome) ? WORDS.outcomes[outcome] : WORDS.unknownOutcome(outcome);
}

function isOutcome(outcome: string): outcome is AuditOutcome {
  return Object.hasOwn(WORDS.outcomes, outcome);
}

/** `#12,345`: an event by its number in the chain. */
export function eventNumber(seq: number): string {
  return `#${formatCount(seq)}`;
}

/** What a check of the chain found, with the number of the event that it names. */
export function chainFinding(verdict: ChainVerdict, seq: number): string {
  return WORDS.findings[verdict](eventNumber(seq));
}
