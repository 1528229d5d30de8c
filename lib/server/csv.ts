import 'server-only';

/** RFC 4180, in UTF-8 with a byte order mark: without it, Excel reads Arabic names as something else. */
export const BOM = '\ufeff';

/**
 * What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection"), the full-width forms included that some
 * of them read alike. Apostrophes in front count, so that taking one away always gives back what was written, and
 * quotes, since whoever separates otherwise takes them off.
 */
const FORMULA = /^["']*[=+\-@\t\r\n＝＋－＠]/;
/**
 * Where a spreadsheet that separates by semicolons or tabs, as Excel does by the machine's region, would begin a cell
 * within one of ours: it takes our quotes for letters, and a line end for a record's.
 */
const FORMULA_WITHIN = /([;,\t\r\n]["' ]*)(?=[=+\-@＝＋－＠])/g;
/** As the vendor writes phone numbers: a plus and digits alone compute nothing. */
const PHONE = /^\+[0-9]{4,17}$/;

/**
 * A cell that no spreadsheet runs: with an apostrophe before whatever in it looks like a formula and is no phone number.
 * Taking one apostrophe from each such place gives back what was written.
 */
export function defuse(value: string): string {
  const within = value.replace(FORMULA_WITHIN, "$1'");
  return FORMULA.test(value) && !PHONE.test(value) ? `'${within}` : within;
}

export function csvLine(values: readonly string[]): string {
  return `${values.map((value) => quoted(defuse(value))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",;\r\n\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
