import type { AuditAction, EffectAction, IntentDetail, OutcomeDetail } from '@/lib/contracts/audit-details';
import type { TrailEvent } from '@/lib/server/reviews/step';
import type { Colleague } from './world.ts';

/** Collects what people do, and gives it out as rows of the trail in the order of their times. */
export interface Diary {
  /** An event without an intent. */
  note<A extends AuditAction>(at: number, place: Place, action: A, detail: OutcomeDetail<A>, customer?: string): void;
  /** An intent and its outcome. */
  effect<A extends EffectAction>(
    at: number,
    place: Place,
    action: A,
    details: { intent: IntentDetail<A>; outcome: OutcomeDetail<A> },
    customer?: string,
    mark?: string,
  ): void;
  /** Hands out the rows before a moment, and numbers them. */
  take(until: number): Row[];
}

export interface Place {
  who: Colleague;
  session: string;
  address: string;
}

/** `mark` names the rows of a harvest, which the rules never see. */
export type Row = TrailEvent & { mark: string | null };

export function diary(): Diary {
  let waiting: { row: Row; intent: Row | null }[] = [];
  let last = 0;
  const add = (
    at: number,
    { who, session, address }: Place,
    { action, phase, detail }: { action: string; phase: string; detail: unknown },
    customer: string | undefined,
    intent: Row | null,
    mark: string | undefined,
  ): Row => {
    const row: Row = {
      seq: 0,
      at: Math.round(at),
      person: who.id,
      role: who.role,
      session,
      address,
      action,
      customer: customer ?? null,
      phase,
      intentSeq: null,
      outcome: phase === 'intent' ? null : 'success',
      detail: detail as Record<string, unknown>,
      mark: mark ?? null,
    };
    waiting.push({ row, intent });
    return row;
  };
  return {
    note: (at, place, action, detail, customer) => {
      add(at, place, { action, phase: 'outcome', detail }, customer, null, undefined);
    },
    effect(at, place, action, { intent, outcome }, customer, mark) {
      const first = add(at, place, { action, phase: 'intent', detail: intent }, customer, null, mark);
      add(at + 180, place, { action, phase: 'outcome', detail: outcome }, customer, first, undefined);
    },
    take(until) {
      const [due, later]: [typeof waiting, typeof waiting] = [[], []];
      for (const one of waiting) (one.row.at < until ? due : later).push(one);
      waiting = later;
      due.sort((one, other) => one.row.at - other.row.at);
      return due.map(({ row, intent }) => {
        last += 1;
        row.seq = last;
        row.intentSeq = intent?.seq ?? null;
        return row;
      });
    },
  };
}
