import { randomUUID } from 'node:crypto';
import type { ApprovalsList, WaitingApproval } from '@/lib/contracts/approvals';
import { type Desk, query, sandbox } from './desk';

/** What tests of the caller check and of the takeover guard share: a customer of their own, and what people send. */

export interface Caller {
  uuid: string;
  email: string;
  phoneNumber: string;
}

/** What a right caller says of a customer of {@link newCaller}. */
export const RIGHT = { birthDate: '7.3.1990', documentEnd: '4567' };
/** The same with a wrong birth date. */
export const WRONG = { ...RIGHT, birthDate: '8.3.1990' };

/** A customer whom no other test has corrected: what was done to a contact counts for a week. */
export async function newCaller(record: Record<string, unknown> = {}): Promise<Caller> {
  const email = `${randomUUID()}@caller.example`;
  const phoneNumber = `+97150${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
  const { uuid } = await sandbox.add({
    // The sandbox gives the same uuids again after a reset, and the trail remembers what was done under them.
    uuid: randomUUID(),
    ...{ email, phoneNumber, name: 'Callie', surname: 'Guarded', dateOfBirth: '1990-03-07', nationality: 'GBR' },
    // With every field, also in the answer without images.
    lean: false,
    passport: { passportNumber: 'QX1234567', dateOfExpiry: '2031-01-31' },
    ...record,
  });
  return { uuid, email, phoneNumber };
}

export const correct = (desk: Desk, { uuid, email, phoneNumber }: Caller, change: Record<string, unknown>) =>
  desk.send('PATCH', `/api/customers/${uuid}/contact`, { expected: { email, phoneNumber }, ...change });

export const check = (desk: Desk, { uuid }: Caller, says: Record<string, unknown>) =>
  desk.send('POST', `/api/customers/${uuid}/caller-check`, says);

export const createLink = (desk: Desk, { uuid }: Caller, body: object = {}) =>
  desk.send('POST', `/api/customers/${uuid}/link`, body);

export const approve = (desk: Desk, id: string) => desk.send('POST', `/api/approvals/${id}/approve`);

export const decline = (desk: Desk, id: string, word = 'not the customer') =>
  desk.send('POST', `/api/approvals/${id}/decline`, { word });

export async function waitingFor(desk: Desk, { uuid }: Pick<Caller, 'uuid'>): Promise<WaitingApproval[]> {
  const { waiting } = (await (await desk.get('/api/approvals')).json()) as ApprovalsList;
  return waiting.filter(({ customer }) => customer.uuid === uuid);
}

/** What the trail says of a customer, oldest first, but for openings. */
export async function eventsOfCustomer({
  uuid,
}: Pick<Caller, 'uuid'>): Promise<
  { action: string; phase: string; outcome: string | null; detail: Record<string, unknown> }[]
> {
  const rows = await query(
    "SELECT action, phase, outcome, detail FROM audit_events WHERE customer = $1 AND action <> 'customer.opened' ORDER BY seq",
    [uuid],
  );
  return rows.map(({ action, phase, outcome, detail }) => ({
    action: String(action),
    phase: String(phase),
    outcome: outcome === null ? null : String(outcome),
    detail: JSON.parse(String(detail)),
  }));
}
