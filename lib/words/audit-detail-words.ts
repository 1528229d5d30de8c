import type { Permission } from '../access';
import type { ApprovalEnd, ApprovalKind, CallerChecked } from '../contracts/approvals';
import type { AuditSelection } from '../contracts/audit';
import type {
  AuditFormat,
  ContactField,
  EndingReason,
  FactorChange,
  ForgettingReason,
  LinkPurpose,
  PasswordWay,
  RefusalReason,
  Removable,
  SecondFactor,
  ShownFrom,
  SignInMethod,
} from '../contracts/audit-values';
import type { CallerItem, CheckResult } from '../contracts/caller-check';
import type { CoverageGap } from '../contracts/coverage';
import type { MarkedFor } from '../contracts/expiring';
import type { Order, SortKey } from '../contracts/list-params';
import type { PrintedPage, PrintWay } from '../contracts/print';
import type { SearchFilters, TermKind } from '../contracts/search';
import type { GuardReason } from '../contracts/takeover';
import type { VIEW_PARTS, ViewPage } from '../contracts/views';
import { spoken } from './language';
import type { PluralForms } from './numbers';
import { PAGE_NAMES } from './print';

/** The filters that the trail names: of a search, of the Expiring page, of an export, and of the trail itself. */
export type RecordedFilter = keyof SearchFilters | keyof AuditSelection | 'expiring' | 'open' | 'text';

/** The words that details of audit events are made of. */
export interface AuditDetailWords {
  /** How somebody signed in: the method and the second factor are one phrase. */
  signedIn: Record<SignInMethod, Record<SecondFactor, string>>;
  methods: Record<SignInMethod, string>;
  refusals: Record<RefusalReason, string>;
  endings: Record<EndingReason, string>;
  fields: Record<ContactField, string>;
  /** "Phone before → after"; a missing value is "—". */
  contactChange: (field: string, before: string, after: string) => string;
  change: (from: string, to: string) => string;
  sortedBy: Record<SortKey, string>;
  orders: Record<Order, string>;
  /** What stood in the place of Sentinel's answer. */
  shown: Record<ShownFrom, string>;
  terms: Record<TermKind, string>;
  filters: Record<RecordedFilter, string>;
  searchedBy: (terms: string) => string;
  filteredBy: (filters: string) => string;
  callerItems: Record<CallerItem, string>;
  checkResults: Record<CheckResult, string>;
  /** Whether the caller had been checked when a change was asked for. */
  callerChecked: Record<CallerChecked, string>;
  approvalKinds: Record<ApprovalKind, string>;
  approvalEnds: Record<ApprovalEnd, string>;
  guardReasons: Record<GuardReason, string>;
  /** A change that went through at a desk that only warns. */
  warned: Record<GuardReason, string>;
  /** A change that a second person has approved. */
  approved: string;
  /** Who had asked for a change that a second person decided. */
  askedBy: (name: string) => string;
  /** Colleagues whom a note mentions. */
  mentioned: PluralForms;
  /** A note that seems to hold an e-mail address or a number. */
  looksPersonal: string;
  writtenBy: (name: string) => string;
  waiting: PluralForms;
  removable: Record<Removable, string>;
  olderThan: (moment: string) => string;
  until: (moment: string) => string;
  lookedUpBy: Record<ContactField, string>;
  lookedUp: (fields: string) => string;
  /** What a file of customers lacks. */
  gaps: Record<CoverageGap, string>;
  /** "12,400 of 40,000 customers": how many the directory held. */
  covered: (covered: string, total: string) => string;
  /** Why the desk emptied its copy of Sentinel's customers. */
  forgettings: Record<ForgettingReason, string>;
  forgotten: PluralForms;
  page: (number: string) => string;
  rows: PluralForms;
  found: PluralForms;
  images: PluralForms;
  withheld: PluralForms;
  sessions: PluralForms;
  sizes: { optimized: string; original: string };
  linkFor: (documents: string) => string;
  /** For whom a document is done, or is no longer. */
  markedDone: Record<MarkedFor, string>;
  markedOpen: Record<MarkedFor, string>;
  withWord: string;
  /** Saved views. */
  viewPages: Record<ViewPage, string>;
  viewOf: { own: string; team: string };
  viewParts: Record<(typeof VIEW_PARTS)[number], string>;
  changedParts: (parts: string) => string;
  inDigest: string;
  singleSignOn: string;
  /** The pages that go to paper, and whether the event came before the paper. */
  printed: Record<PrintedPage, string>;
  printWays: Record<PrintWay, string>;
  withImages: string;
  /** What an access was for. */
  purposeOf: (purpose: string) => string;
  /** A print by the browser's own menu, where the operator asks for a purpose. */
  withoutPurpose: string;
  /** The person's own sentence. */
  quoted: (sentence: string) => string;
  purposes: Record<LinkPurpose, string>;
  passwordWays: Record<PasswordWay, string>;
  factorChanges: Record<FactorChange, string>;
  permissions: Record<Permission, string>;
  formats: Record<AuditFormat, string>;
  /** A sentence as one fact among others. */
  fact: (sentence: string) => string;
  /** A value that the event should hold, and does not. */
  missing: string;
  /** A contact field that had no value. */
  none: string;
}

const ENGLISH: AuditDetailWords = {
  signedIn: {
    password: {
      none: 'with a password',
      totp: 'with a password and a code',
      'recovery-code': 'with a password and a recovery code',
      passkey: 'with a password and a passkey',
      provider: 'with a password and the provider’s second factor',
    },
    passkey: {
      none: 'with a passkey',
      totp: 'with a passkey and a code',
      'recovery-code': 'with a passkey and a recovery code',
      passkey: 'with a passkey',
      provider: 'with a passkey and the provider’s second factor',
    },
    sso: {
      none: 'through single sign-on',
      totp: 'through single sign-on and a code',
      'recovery-code': 'through single sign-on and a recovery code',
      passkey: 'through single sign-on and a passkey',
      provider: 'through single sign-on and the provider’s second factor',
    },
  },
  methods: { password: 'with a password', passkey: 'with a passkey', sso: 'through single sign-on' },
  refusals: {
    'wrong-pair': 'wrong e-mail or password',
    'wrong-code': 'wrong code',
    'passkey-challenge': 'challenge used, expired, or of another browser',
    'passkey-origin': 'passkey used on another site',
    'passkey-unknown': 'unknown passkey',
    'passkey-answer': 'passkey’s answer not valid',
    'passkey-counter': 'passkey’s counter went back: there may be a copy',
    disabled: 'account is disabled',
    'no-role': 'no role for them',
    'roles-missing': 'the provider did not tell their roles',
    'roles-overage': 'too many groups for the provider to list',
    'roles-unreadable': 'the claim with their roles could not be read',
    provider: 'refused by the provider',
    'other-person': 'another person signed in at the provider',
    locked: 'too many attempts',
  },
  endings: {
    self: 'by the person',
    administrator: 'by an administrator',
    disabled: 'account disabled',
    password: 'password changed',
    role: 'role changed',
    'second-factor': 'second factor changed',
    replaced: 'another sign-in in the same browser',
    limit: 'too many sessions of this person',
  },
  fields: { email: 'E-mail', phoneNumber: 'Phone' },
  contactChange: (field, before, after) => `${field} ${before} → ${after}`,
  change: (from, to) => `${from} → ${to}`,
  sortedBy: {
    name: 'by name',
    phoneNumber: 'by phone',
    nationality: 'by nationality',
    gender: 'by gender',
    status: 'by status',
    updatedAt: 'by last change',
  },
  orders: { asc: '', desc: 'descending' },
  shown: { directory: 'shown from the directory' },
  terms: {
    word: 'name',
    email: 'e-mail',
    digits: 'phone',
    'document-number': 'document number',
    uuid: 'customer ID',
  },
  filters: {
    status: 'status',
    nationality: 'nationality',
    gender: 'gender',
    documentType: 'document',
    severalDocuments: 'documents of several types',
    expired: 'expired documents',
    expiresWithin: 'days until expiry',
    faceMatchFailed: 'failed face match',
    expiryUnreadable: 'expiry not readable',
    faceMatchUnreadable: 'face match not readable',
    updatedFrom: 'first day of the last change',
    updatedTo: 'last day of the last change',
    expiring: 'expiry',
    open: 'not done',
    text: 'text',
    actor: 'person',
    action: 'action',
    customer: 'customer',
    from: 'first day',
    to: 'last day',
  },
  searchedBy: (terms) => `by ${terms}`,
  filteredBy: (filters) => `filtered by ${filters}`,
  callerItems: {
    birthDate: 'birth date',
    documentEnd: 'end of a document number',
    nationality: 'nationality',
    oldPhone: 'old phone number',
  },
  checkResults: { passed: 'passed', wrong: 'not passed', unchecked: 'could not be checked' },
  callerChecked: {
    passed: 'caller check passed',
    'not-passed': 'no caller check passed',
    off: 'the desk has no caller check',
  },
  approvalKinds: { correction: 'correction of the contact', link: 'verification link' },
  approvalEnds: {
    written: 'done',
    unknown: 'unknown outcome',
    failed: 'failed',
    lapsed: 'lapsed, because no colleague decided in time',
  },
  guardReasons: {
    'both-contacts': 'e-mail and phone are both corrected',
    'link-after-correction': 'a link soon after a correction',
  },
  warned: {
    'both-contacts': 'went through with a warning: e-mail and phone are both corrected',
    'link-after-correction': 'went through with a warning: a link soon after a correction',
  },
  approved: 'approved by a second person',
  removable: {
    trail: 'events',
    reviews: 'closed reviews',
    approvals: 'decided approvals',
    'password-links': 'password links',
    contacts: 'last contacts of customers',
  },
  olderThan: (moment) => `older than ${moment}`,
  mentioned: { one: '# colleague mentioned', other: '# colleagues mentioned' },
  looksPersonal: 'looked like an e-mail address or a number, and was saved all the same',
  writtenBy: (name) => `written by ${name}`,
  askedBy: (name) => `asked for by ${name}`,
  waiting: { one: '# request', other: '# requests' },
  until: (moment) => `until ${moment}`,
  lookedUpBy: { email: 'e-mail', phoneNumber: 'phone' },
  lookedUp: (fields) => `by ${fields}`,
  gaps: {
    filling: 'directory still filling',
    missing: 'directory lacks customers',
    stale: 'directory out of date',
    failed: 'last update of the directory failed',
    skipped: 'records left out',
    'row-limit': 'cut at the row limit',
  },
  covered: (covered, total) => `from ${covered} of ${total} customers`,
  forgettings: { 'other-client': 'the credentials are of another client of Sentinel' },
  forgotten: { one: '# customer forgotten', other: '# customers forgotten' },
  page: (number) => `page ${number}`,
  rows: { one: '# row', other: '# rows' },
  found: { one: '# found', other: '# found' },
  images: { one: '# image', other: '# images' },
  withheld: { one: '# withheld', other: '# withheld' },
  sessions: { one: '# session', other: '# sessions' },
  sizes: { optimized: 'optimised', original: 'originals' },
  linkFor: (documents) => `for ${documents}`,
  markedDone: { me: 'done for the person', all: 'done for all' },
  markedOpen: { me: 'no longer done for the person', all: 'no longer done for all' },
  withWord: 'with a word',
  viewPages: { customers: 'on Customers', expiring: 'on Expiring' },
  viewOf: { own: 'for the person', team: 'for the team' },
  viewParts: { name: 'name', team: 'for whom', digest: 'daily digest', state: 'what it shows' },
  changedParts: (parts) => `changed: ${parts}`,
  inDigest: 'in the daily digest',
  singleSignOn: 'single sign-on',
  printed: PAGE_NAMES,
  printWays: { page: '', browser: 'by the browser’s own menu' },
  withImages: 'with images',
  purposeOf: (purpose) => `purpose: ${purpose}`,
  withoutPurpose: 'no purpose given',
  quoted: (sentence) => `“${sentence}”`,
  purposes: { invite: 'first password', reset: 'new password' },
  passwordWays: { link: 'by a one-time link', 'command-line': 'on the server' },
  factorChanges: {
    enrolled: 'set up',
    removed: 'removed',
    'recovery-codes-renewed': 'recovery codes renewed',
    'recovery-code-used': 'recovery code used',
  },
  permissions: {
    'customers:read': 'may not see customers',
    'identity:view': 'may not see identity data',
    'identity:reveal': 'may not reveal hidden fields',
    'images:view': 'may not see images',
    'contact:edit': 'may not correct contacts',
    'contact:approve': 'may not approve changes',
    'link:create': 'may not create verification links',
    'notes:remove': 'may not delete notes of others',
    'views:manage': 'may not manage the team’s views',
    'customers:export': 'may not export customers',
    'audit:customers': 'may not read the audit log',
    'audit:all': 'may not read the whole audit log',
    'accounts:manage': 'may not manage accounts',
    'access:review': 'may not review access',
    'alerts:read': 'may not read alerts',
    'system:read': 'may not see the state of the desk',
    'reviews:read': 'may not read reviews',
    'reviews:close': 'may not close reviews',
  },
  formats: { jsonl: 'JSON Lines', csv: 'CSV' },
  fact: (sentence) => sentence.charAt(0).toLowerCase() + sentence.slice(1),
  missing: '?',
  none: '—',
};

export const DETAIL_WORDS = spoken({ en: ENGLISH });
