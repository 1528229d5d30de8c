import type { FaultPlan } from '../control/fault-plan.ts';

/** What a call answers, before anything goes wrong with it on the way. */
export interface Reply {
  status: number;
  body: unknown;
  /** The customer's own quirk; a fault set through the control endpoint goes first. */
  quirk?: FaultPlan | null;
  /** Small images in place of originals. */
  optimized?: boolean;
}

export const success = (data: unknown): Reply => ({ status: 200, body: { message: 'Success', data } });
export const refused = (status: number, errors: unknown[]): Reply => ({ status, body: { errors } });
export const notFound: Reply = { status: 404, body: { message: 'Row not found' } };
