import type { AuditEntry } from '../contracts/audit';
import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '../contracts/audit-details';
import type { AccountKind, ChainVerdict, SecondFactor } from '../contracts/audit-values';
import type { MarkedFor } from '../contracts/expiring';
import type { Order } from '../contracts/list-params';
import type { People } from '../contracts/people';
import type { PrintWay } from '../contracts/print';
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
import { personName } from './people';
import { PURPOSE_LABELS } from './purposes';
import { RULE_LABELS } from './reviews';
import { ROLE_LABELS } from './roles';
import { WORKLIST_LABELS } from './worklist-file';

/** A detail without fields has the key `string`, which would swallow the others. */
type KeysOf<T> = string extends keyof T ? never : keyof T;
/** Every key that a detail of today has. */
type DetailKey =
  | { [A in AuditAction]: KeysOf<OutcomeDetail<A>> }[AuditAction]
  | { [A in EffectAction]: KeysOf<IntentDetail<A>> }[EffectAction];

type Special = 'printedPage' | 'imagesOnPaper' | 'how' | 'emailBefore' | 'limit' | 'removed';

export interface AuditFieldWords {
  labels: Record<DetailKey, string>;
  /** Of fields that tell something else in the events of some actions. */
  special: Record<Special, string>;
  factors: Record<SecondFactor, string>;
  kinds: Record<AccountKind, string>;
  orders: Record<Order, string>;
  printWays: Record<PrintWay, string>;
  whom: Record<MarkedFor, string>;
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
    markedFor: 'For whom',
    done: 'Done',
    withWord: 'With a word',
    note: 'Note',
    mentioned: 'Colleagues mentioned',
    looksPersonal: 'Looked like an address or a number',
    author: 'Author of the note',
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
    withoutPurpose: 'Without a purpose',
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
    view: 'View',
    team: 'For the team',
    inDigest: 'In the daily digest',
    changed: 'Changed',
    before: 'Older than',
    through: 'Last event removed',
    hash: 'Hash of that event',
  },
  special: {
    printedPage: 'Printed page',
    imagesOnPaper: 'Images on paper',
    how: 'How',
    emailBefore: 'E-mail before',
    limit: 'Limit',
    removed: 'Records removed',
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
  printWays: { page: 'by the desk’s own Print', browser: 'by the browser’s own menu' },
  whom: { me: 'the person', all: 'everybody' },
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
  page: by(DETAIL_WORDS.viewPages),
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
  columns: by(EXPORT_LABELS, WORKLIST_LABELS),
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
  withoutPurpose: asItIs,
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
  view: asItIs,
  team: asItIs,
  inDigest: asItIs,
  changed: by(DETAIL_WORDS.viewParts),
  before: asItIs,
  through: asItIs,
  hash: asItIs,
  markedFor: by(WORDS.whom),
  done: asItIs,
  withWord: asItIs,
  note: asItIs,
  mentioned: asItIs,
  looksPersonal: asItIs,
  author: asItIs,
};

interface Told {
  label?: Special;
  text?: Text;
}

const OF_A_PRINT = {
  what: { label: 'printedPage', text: by(DETAIL_WORDS.printed) },
  images: { label: 'imagesOnPaper' },
  by: { label: 'how', text: by(WORDS.printWays) },
} as const;

/** Where a field has another label, or other words, in the events of an action than elsewhere. */
const OF_ACTION: { readonly [A in AuditAction]?: { readonly [K in DetailKey]?: Told } } = {
  'customer.printed': OF_A_PRINT,
  'customers.printed': OF_A_PRINT,
  'page.printed': OF_A_PRINT,
  'account.password-set': { by: { label: 'how' } },
  'account.email-changed': { from: { label: 'emailBefore', text: asItIs } },
  'audit.exported': { from: { text: asItIs }, to: { text: asItIs } },
  'budget.spent': { limit: { label: 'limit' } },
  'records.removed': { kind: { label: 'removed', text: by(DETAIL_WORDS.removable) } },
};

/** These hold the id of an account. */
const NAMED_BY_ID: readonly string[] = ['account', 'maker', 'author'] satisfies DetailKey[];

export interface AuditField {
  label: string;
  value: string;
}

/**
 * Everything that an event's detail holds, field by field in words. Nothing of it is left out, known or not.
 *
 * @param people the accounts that details name by id: the name stands before the id
 */
export function auditFields(
  { action, detail }: Pick<AuditEntry, 'action' | 'detail'>,
  people: People = {},
): AuditField[] {
  const words = wordsOf(action);
  return Object.entries(detail).flatMap(([key, value]) => {
    if (key === 'changes' && Array.isArray(value)) return value.flatMap((change) => changeFields(change, words));
    const label = words.label(key);
    const person = typeof value === 'string' && NAMED_BY_ID.includes(key) ? people[value] : undefined;
    if (person !== undefined) return [{ label, value: formatFacts([personName(person), String(value)]) }];
    return [{ label, value: key === 'bytes' ? sizeText(value, words) : valueText(key, value, words) }];
  });
}

interface FieldWords {
  label: (key: string) => string;
  text: (key: string, value: string) => string;
}

/** The words for fields of an action's events. The action may be of another release. */
function wordsOf(action: string): FieldWords {
  const told = Object.hasOwn(OF_ACTION, action) ? OF_ACTION[action as AuditAction] : undefined;
  const toldOf = (key: string): Told | undefined =>
    told !== undefined && Object.hasOwn(told, key) ? told[key as DetailKey] : undefined;
  return {
    label: (key) => {
      const special = toldOf(key)?.label;
      return special === undefined ? wordFor(key, WORDS.labels) : WORDS.special[special];
    },
    text: (key, value) => {
      const usual = Object.hasOwn(TEXTS, key) ? TEXTS[key as DetailKey] : asItIs;
      return (toldOf(key)?.text ?? usual)(value);
    },
  };
}

function changeFields(change: unknown, words: FieldWords): AuditField[] {
  if (!isRecord(change)) return [{ label: WORDS.labels.changes, value: valueText('changes', change, words) }];
  const fingerprints = (['before', 'after'] as const).flatMap((side) => {
    const value = change[side];
    return isRecord(value) && typeof value.hmac === 'string'
      ? [{ label: WORDS.fingerprints[side], value: value.hmac }]
      : [];
  });
  return [{ label: WORDS.labels.changes, value: contactChange(change) }, ...fingerprints];
}

function sizeText(value: unknown, words: FieldWords): string {
  return typeof value === 'number' ? formatBytes(value) : valueText('bytes', value, words);
}

function valueText(key: string, value: unknown, words: FieldWords): string {
  if (value === null || value === undefined || value === '') return WORDS.none;
  if (typeof value === 'string') return words.text(key, value);
  if (typeof value === 'number') return formatCount(value);
  if (typeof value === 'boolean') return value ? WORDS.yes : WORDS.no;
  if (Array.isArray(value))
    return value.length === 0 ? WORDS.none : formatFacts(value.map((one) => valueText(key, one, words)));
  if (!isRecord(value) || Object.keys(value).length === 0) return WORDS.none;
  return formatFacts(
    Object.entries(value).map(([inner, one]) => `${words.label(inner)}: ${valueText(inner, one, words)}`),
  );
}
