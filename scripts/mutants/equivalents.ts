/**
 * Faults that change nothing: no input tells the faulty code from the right one. Each is the line with the fault in it,
 * so that an entry ends when its line changes.
 */
export const EQUIVALENTS: Readonly<Record<string, readonly { why: string; faults: readonly string[] }[]>> = {};
