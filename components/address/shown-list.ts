import type { ExpiringParams } from '@/lib/contracts/expiring';
import type { ListParams } from '@/lib/contracts/list-params';
import type { SearchQuery } from '@/lib/contracts/search';

/**
 * The list that a customer was opened from: Sentinel's own list, a result of the directory, or the expiring documents.
 */
export type ShownList =
  | { kind: 'list'; params: ListParams }
  | { kind: 'result'; query: SearchQuery }
  | { kind: 'expiring'; params: ExpiringParams };

/**
 * The list that this tab showed last. Kept in memory alone, because a result's text may be a person's name. A customer
 * that was opened by a link, or after a reload, belongs to no list.
 */
let shown: ShownList | undefined;

/** For effects and handlers only: on the server, all people would share this memory. */
export function rememberShownList(list: ShownList): void {
  shown = list;
}

export function forgetShownList(): void {
  shown = undefined;
}

export function lastShownList(): ShownList | undefined {
  return shown;
}
