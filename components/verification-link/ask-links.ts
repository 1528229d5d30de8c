import { ApiError } from '@/lib/client/api-error';

/** A customer for whom a link is asked. */
export interface LinkCustomer {
  uuid: string;
  name: string;
  email: string | null;
  phoneNumber: string | null;
}

/** How it stands with one customer's link. `unknown`: it may have been created, and nobody has it. */
export type LinkState =
  | { kind: 'waiting' }
  | { kind: 'asking' }
  | { kind: 'created'; link: string }
  | { kind: 'refused' | 'unknown' | 'colleague'; reason: string }
  | { kind: 'not-asked' };

/** After these the next customers would be refused as well. */
const ENDS_ALL: readonly string[] = [
  ...['unauthenticated', 'other_person', 'forbidden', 'second_factor_required', 'step_up_required'],
  ...['budget_spent', 'audit_unavailable'],
];

/** A change that waits for a colleague, or would: the person asks for it on its own, with its purpose. */
const FOR_COLLEAGUE: readonly string[] = ['approval_required', 'purpose_required'];

/**
 * Asks for one link after the other, each once: a link whose answer got lost may exist, and asking again would make a
 * second one. What happens to one customer's link doesn't touch the others.
 *
 * @param ask makes one link, and throws {@link ApiError}
 * @param tell gets each change, by the customer's uuid
 * @param stopped whether the person has stopped it: customers who were not asked for stay so
 */
export async function askLinks(
  customers: readonly Pick<LinkCustomer, 'uuid'>[],
  ask: (uuid: string) => Promise<string>,
  tell: (uuid: string, state: LinkState) => void,
  stopped: () => boolean,
): Promise<void> {
  let isOver = false;
  for (const uuid of new Set(customers.map((one) => one.uuid))) {
    if (isOver || stopped()) {
      tell(uuid, { kind: 'not-asked' });
      continue;
    }
    tell(uuid, { kind: 'asking' });
    try {
      tell(uuid, { kind: 'created', link: await ask(uuid) });
    } catch (error) {
      tell(uuid, stateAfter(error));
      isOver = error instanceof ApiError && ENDS_ALL.includes(error.code);
    }
  }
}

function stateAfter(error: unknown): LinkState {
  if (!(error instanceof ApiError)) return { kind: 'unknown', reason: String(error) };
  const { code, message: reason, status } = error;
  if (FOR_COLLEAGUE.includes(code)) return { kind: 'colleague', reason };
  // Without an answer, or with a fault behind the call, the link may exist.
  const isUnsure = code === 'network' || code === 'internal' || code === 'sentinel_timeout' || status === 0;
  return { kind: isUnsure || error.details.maybeSaved ? 'unknown' : 'refused', reason };
}
