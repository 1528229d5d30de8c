import type { AuditEntry } from '../contracts/audit';
import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '../contracts/audit-details';
import type { AccountKind, ChainVerdict, SecondFactor } from '../contracts/audit-values';
import type { Order } from '../contracts/list-params';
import { monthName } from './access-review';
import { DETAIL_WORDS } from './audit-detail-words';
import { contactChange } from './audit-details';
import { BUDGET_WORDS } from './budgets';
import { isRecord } from './detail-reader';
import { documentLabel } from './documents';
import { EXPORT_LABELS } from './export-columns';
import { FIELD_LABELS } from './hidden';
import { imageLabel } from './images';
import { spoken, wordFor } from './language';
import { formatBytes, formatCount, formatFacts } from './numbers';
import { PURPOSE_LABELS } from './purposes';
import { RULE_LABELS } from './reviews';
import { ROLE_LABELS } from './roles';

/** A detail without fields has the key `string`, which would swallow the others. */
type KeysOf<T> = string extends keyof T ? never : keyof T;
/** Every key that a detail of today has. */
type DetailKey =
  | { [A in AuditAction]: KeysOf<OutcomeDetail<A>> }[AuditAction]
  | { [A in EffectAction]: KeysOf<IntentDetail<A>> }[EffectAction];

export interface AuditFieldWords {
  labels: Record<DetailKey, string>;
  factors: Record<SecondFactor, string>;
  kinds: Record<AccountKind, string>;
  orders: Record<Order, string>;
  verdicts: Record<ChainVerdict, string>;
  yes: string;
  no: string;
  none: string;
  /** The keyed HMAC of a masked value, by which a known value can be checked later. */
  fingerprints: Record<'before' | 'after', string>;
}

const ENGLISH: AuditFieldWords = {
  labels: {
    method: 'Signed in',
    secondFactor: 'Second factor',
    reason: 'Reason',
    attempted: 'Fingerprint of the e-mail',
    account: 'Account concerned',
    email: 'E-mail',
    sessions: 'Sessions',
    endedAt: 'Ended at',
    page: 'Page',
    perPage: 'Rows per page',
    sortBy: 'Sorted',
    order: 'Order',
    shown: 'Shown',
    terms: 'Searched by',
    filters: 'Filters',
    found: 'Found',
    by: 'By',
    optimized: 'Smaller images',
    images: 'Images',
    withheld: 'Withheld images',
    bytes: 'Size',
    changes: 'Change',
    fields: 'Changed',
    columns: 'Columns',
    limit: 'Row limit',
    gaps: 'The file lacks',
    covered: 'Customers in the directory',
    total: 'Customers at Sentinel',
    customers: 'Customers forgotten',
    asOf: 'Directory as of',
    rows: 'Rows',
    digest: 'Digest',
    documents: 'Documents',
    document: 'Document',
    review: 'Review',
    rule: 'Rule',
    field: 'Field',
    sentence: 'In the person’s words',
    role: 'Role given',
    kind: 'Kind of account',
    from: 'From',
    to: 'To',
    purpose: 'Purpose',
    change: 'Change',
    passkey: 'Passkey',
    name: 'Name',
    route: 'Route',
    permission: 'Permission',
    verdict: 'Verdict',
    seq: 'Event named',
    events: 'Events checked',
    budget: 'Budget',
    window: 'Within',
    more: 'Granted',
    month: 'Month',
    format: 'Format',
    approval: 'Request',
    what: 'Change asked for',
    maker: 'Account that asked',
    as: 'Ended',
    failure: 'Failed because of',
    word: 'In the colleague’s words',
    waiting: 'Requests shown',
    callerCheck: 'Caller',
    items: 'Asked of the caller',
    result: 'Result',
    until: 'Until',
    warned: 'Went through with a warning',
  },
  factors: {
    none: 'none',
    totp: 'code',
    'recovery-code': 'recovery code',
    passkey: 'passkey',
    provider: 'the provider’s',
  },
  kinds: { local: 'password', sso: 'single sign-on' },
  orders: { asc: 'ascending', desc: 'descending' },
  verdicts: {
    intact: 'chain intact',
    altered: 'event altered',
    missing: 'event missing',
    cut: 'newest events cut off',
    mismatch: 'checkpoint does not match',
  },
  yes: 'Yes',
  no: 'No',
  none: '—',
  fingerprints: { before: 'Fingerprint before', after: 'Fingerprint after' },
};

const WORDS = spoken({ en: ENGLISH });

type Text = (value: string) => string;
/** Ids, addresses, routes, days and digests are shown as they are. */
const asItIs: Text = (value) => value;
const by =
  (...tables: Readonly<Record<string, string>>[]): Text =>
  (value) =>
    wordFor(value, Object.assign({}, ...tables));

/** How a text is said, by the field that holds it. Total: a new field has to choose. */
const TEXTS: Record<DetailKey, Text> = {
  method: by(DETAIL_WORDS.methods),
  secondFactor: by(WORDS.factors),
  reason: by(DETAIL_WORDS.refusals, DETAIL_WORDS.guardReasons, DETAIL_WORDS.endings, DETAIL_WORDS.forgettings),
  attempted: asItIs,
  account: asItIs,
  email: asItIs,
  sessions: asItIs,
  endedAt: asItIs,
  page: asItIs,
  perPage: asItIs,
  sortBy: by(DETAIL_WORDS.sortedBy),
  order: by(WORDS.orders),
  shown: by(DETAIL_WORDS.shown),
  terms: by(DETAIL_WORDS.terms),
  filters: by(DETAIL_WORDS.filters),
  found: asItIs,
  by: by(DETAIL_WORDS.lookedUpBy, DETAIL_WORDS.passwordWays),
  optimized: asItIs,
  images: imageLabel,
  withheld: imageLabel,
  bytes: asItIs,
  changes: asItIs,
  fields: by(DETAIL_WORDS.fields),
  columns: by(EXPORT_LABELS),
  limit: asItIs,
  gaps: by(DETAIL_WORDS.gaps),
  covered: asItIs,
  total: asItIs,
  customers: asItIs,
  asOf: asItIs,
  rows: asItIs,
  digest: asItIs,
  documents: documentLabel,
  document: documentLabel,
  review: asItIs,
  rule: by(RULE_LABELS),
  field: by(FIELD_LABELS),
  sentence: asItIs,
  role: by(ROLE_LABELS),
  kind: by(WORDS.kinds),
  from: by(ROLE_LABELS),
  to: by(ROLE_LABELS),
  purpose: by(DETAIL_WORDS.purposes, PURPOSE_LABELS),
  change: by(DETAIL_WORDS.factorChanges),
  passkey: asItIs,
  name: asItIs,
  route: asItIs,
  permission: by(DETAIL_WORDS.permissions),
  verdict: by(WORDS.verdicts),
  seq: asItIs,
  events: asItIs,
  budget: by(BUDGET_WORDS.names),
  window: by(BUDGET_WORDS.windows),
  until: asItIs,
  more: asItIs,
  month: monthName,
  format: by(DETAIL_WORDS.formats),
  approval: asItIs,
  what: by(DETAIL_WORDS.approvalKinds),
  maker: asItIs,
  as: by(DETAIL_WORDS.approvalEnds),
  failure: asItIs,
  word: asItIs,
  waiting: asItIs,
  callerCheck: by(DETAIL_WORDS.callerChecked),
  items: by(DETAIL_WORDS.callerItems),
  result: by(DETAIL_WORDS.checkResults),
  warned: by(DETAIL_WORDS.guardReasons),
};

export interface AuditField {
  label: string;
  value: string;
}

/** Everything that an event's detail holds, field by field in words. Nothing of it is left out, known or not. */
export function auditFields({ detail }: Pick<AuditEntry, 'detail'>): AuditField[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    if (key === 'changes' && Array.isArray(value)) return value.flatMap(changeFields);
    return [{ label: wordFor(key, WORDS.labels), value: key === 'bytes' ? sizeText(value) : valueText(key, value) }];
  });
}

function changeFields(change: unknown): AuditField[] {
  if (!isRecord(change)) return [{ label: WORDS.labels.changes, value: valueText('changes', change) }];
  const fingerprints = (['before', 'after'] as const).flatMap((side) => {
    const value = change[side];
    return isRecord(value) && typeof value.hmac === 'string'
      ? [{ label: WORDS.fingerprints[side], value: value.hmac }]
      : [];
  });
  return [{ label: WORDS.labels.changes, value: contactChange(change) }, ...fingerprints];
}

function sizeText(value: unknown): string {
  return typeof value === 'number' ? formatBytes(value) : valueText('bytes', value);
}

function valueText(key: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return WORDS.none;
  if (typeof value === 'string') return Object.hasOwn(TEXTS, key) ? TEXTS[key as DetailKey](value) : value;
  if (typeof value === 'number') return formatCount(value);
  if (typeof value === 'boolean') return value ? WORDS.yes : WORDS.no;
  if (Array.isArray(value))
    return value.length === 0 ? WORDS.none : formatFacts(value.map((one) => valueText(key, one)));
  if (!isRecord(value) || Object.keys(value).length === 0) return WORDS.none;
  return formatFacts(
    Object.entries(value).map(([inner, one]) => `${wordFor(inner, WORDS.labels)}: ${valueText(inner, one)}`),
  );
}
