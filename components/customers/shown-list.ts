import type { ListParams } from '@/lib/contracts/list-params';

/**
 * The list that this tab showed last: page, sort and order, nothing of anybody in it. In memory alone, so that a
 * customer opened by a link, or after a reload, belongs to no list.
 */
let shown: ListParams | undefined;

/** Called in effects only: on the server this would be everybody's. */
export function rememberShownList(params: ListParams): void {
  shown = params;
}

export function lastShownList(): ListParams | undefined {
  return shown;
}
