import 'server-only';

/** RFC 4180, in UTF-8 with a byte order mark: without the mark Excel garbles Arabic names. */
export const BOM = '\ufeff';

/**
 * The beginning by which a spreadsheet takes a cell for a formula (OWASP, "CSV injection"), with the full-width forms
 * that some spreadsheets treat alike. Apostrophes in front count, so that removing one always restores the text. Quotes
 * count, because a spreadsheet with another separator removes them.
 */
const FORMULA = /^["']*[=+\-@\t\r\n＝＋－＠]/;
/**
 * The places within our cell at which a spreadsheet with semicolons or tabs as separator would begin a cell. Excel
 * chooses the separator by region. Such a spreadsheet takes our quotes for letters, and a line break for the end of a
 * record.
 */
const FORMULA_WITHIN = /([;,\t\r\n]["' ]*)(?=[=+\-@＝＋－＠])/g;
/** A phone number in the vendor's writing. A plus and digits alone compute nothing. */
const PHONE = /^\+[0-9]{4,17}$/;

/**
 * A cell that no spreadsheet runs: an apostrophe stands before every part that looks like a formula and is no phone
 * number. Removing one apostrophe at each such place restores the text.
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
