import type { ExpiringParams } from '@/lib/contracts/directory';
import type { ListParams } from '@/lib/contracts/list-params';
import type { SearchQuery } from '@/lib/contracts/search';

/** What somebody opens a customer from: Sentinel's own list, a result of the directory, the expiring documents. */
export type ShownList =
  | { kind: 'list'; params: ListParams }
  | { kind: 'result'; query: SearchQuery }
  | { kind: 'expiring'; params: ExpiringParams };

/**
 * The list that this tab showed last. In memory alone: a result's text may be somebody's name, and a customer opened by
 * a link, or after a reload, belongs to no list.
 */
let shown: ShownList | undefined;

/** Called in effects and handlers only: on the server this would be everybody's. */
export function rememberShownList(list: ShownList): void {
  shown = list;
}

export function forgetShownList(): void {
  shown = undefined;
}

export function lastShownList(): ShownList | undefined {
  return shown;
}
