/** The first row that isn't hidden behind the header, counted within the page. The header cells stick, not the `thead`. */
export function firstRowInView(box: HTMLElement | null): number {
  const head = box?.querySelector('th')?.getBoundingClientRect().bottom ?? 0;
  const rows = [...(box?.querySelector('tbody')?.rows ?? [])];
  const index = rows.findIndex((row) => row.getBoundingClientRect().top >= head - 1);
  return Math.max(0, index);
}
