import type { FaultPlan } from '../control/fault-plan.ts';
import type { Reply } from '../http/reply.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Fields } from '../world/record.ts';
import type { World } from '../world/world.ts';

export interface CallContext {
  world: World;
  options: ResolvedOptions;
  /** The fault this call is to suffer, for the ones that choose other customers. */
  plan: FaultPlan | null;
}

export type VendorCall = (body: Fields, context: CallContext) => Reply;
