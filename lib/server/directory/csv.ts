import 'server-only';

/** RFC 4180, in UTF-8 with a byte order mark: without it, Excel reads Arabic names as something else. */
export const BOM = '\ufeff';

/**
 * What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection"), the full-width forms included that some
 * of them read alike. Apostrophes in front count, so that taking one away always gives back what was written.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** As the vendor writes phone numbers: a plus and digits alone compute nothing. */
const PHONE = /^\+[0-9]{4,17}$/;

/** A cell that no spreadsheet runs: behind an apostrophe, where it looks like a formula and is no phone number. */
export function defuse(value: string): string {
  return FORMULA.test(value) && !PHONE.test(value) ? `'${value}` : value;
}

export function csvLine(values: readonly string[]): string {
  return `${values.map((value) => quoted(defuse(value))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",;\r\n\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
