import 'server-only';

/** A row of the trail, as far as rules read it. */
export interface TrailEvent {
  seq: number;
  /** Milliseconds since 1970, the database's clock. */
  at: number;
  person: string | null;
  role: string | null;
  session: string | null;
  address: string | null;
  action: string;
  customer: string | null;
  phase: string;
  intentSeq: number | null;
  outcome: string | null;
  detail: Record<string, unknown>;
}

/** What a person did, as rules see it. */
type Deed =
  /** A list came that could show so many customers. `asked`: for a person by name, contact or document number. */
  | { kind: 'led'; asked: boolean; shows: number }
  | { kind: 'opened'; customer: string }
  /** Images, or one hidden field. */
  | { kind: 'revealed'; customer: string }
  | { kind: 'corrected'; customer: string }
  /** `approved`: a second person has agreed to the link before it was made. */
  | { kind: 'linked'; customer: string; approved: boolean }
  | { kind: 'exported'; rows: number };

/** A deed with its author, place and time. */
export type Step = Deed & {
  /** The number under which the audit log shows the event: that of the intent, where there is one. */
  seq: number;
  at: number;
  person: string;
  role: string;
  session: string | null;
  address: string | null;
  /** The day and hour of the office's clock. */
  day: string;
  hour: number;
};

/** A look counts when it is asked for, a change and a file when it was done or may have been. */
const DONE: readonly (string | null)[] = ['success', 'unknown'];

/**
 * The deed that a row tells of; `null` for none. A look counts by its intent: a refused or failed look was meant as one,
 * and an intent is durable before anything is shown.
 */
export function deedOf(event: TrailEvent): Deed | null {
  const { action, customer, phase, detail } = event;
  if (customer !== null && phase === 'intent') {
    if (action === 'customer.opened') return { kind: 'opened', customer };
    if (action === 'customer.images-revealed' || action === 'customer.field-revealed') {
      return { kind: 'revealed', customer };
    }
  }
  if (phase !== 'outcome' || !DONE.includes(event.outcome)) return null;
  const number = (key: string) => (typeof detail[key] === 'number' ? detail[key] : 0);
  switch (action) {
    case 'customers.listed':
      return { kind: 'led', asked: false, shows: number('perPage') };
    case 'customers.searched':
      return { kind: 'led', asked: Array.isArray(detail.terms) && detail.terms.length > 0, shows: number('found') };
    case 'customer.looked-up':
      return { kind: 'led', asked: true, shows: 1 };
    case 'customers.exported':
      return { kind: 'exported', rows: number('rows') };
    case 'customer.contact-corrected':
      return customer === null ? null : { kind: 'corrected', customer };
    case 'customer.link-created':
      return customer === null ? null : { kind: 'linked', customer, approved: typeof detail.approval === 'string' };
    default:
      return null;
  }
}
