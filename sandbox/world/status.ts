/**
 * The contract publishes the names of six states and one number: Draft is 2. Its example of somebody who passed
 * everything carries 6, so 6 is Accepted here. EVERY OTHER NUMBER IS THIS SANDBOX'S OWN CHOICE.
 * 0 is there because code that writes `if (status)` deserves to be found out.
 */
export interface StatusCode {
  code: number;
  label: string;
  tone: 'neutral' | 'attention' | 'good' | 'bad';
  weight: number;
}

export const STATUS_CODES: readonly StatusCode[] = [
  { code: 0, label: 'Invited', tone: 'neutral', weight: 3 },
  { code: 1, label: 'Pending', tone: 'neutral', weight: 11 },
  { code: 2, label: 'Draft', tone: 'attention', weight: 6 },
  { code: 3, label: 'Rejected', tone: 'bad', weight: 7 },
  { code: 4, label: 'Conflict', tone: 'bad', weight: 3 },
  { code: 5, label: 'Duplicate', tone: 'attention', weight: 3 },
  { code: 6, label: 'Accepted', tone: 'good', weight: 58 },
  { code: 7, label: 'In review', tone: 'neutral', weight: 7 },
  { code: 9, label: 'Screening hit', tone: 'bad', weight: 2 },
];

export const DRAFT = 2;
export const INVITED = 0;
export const PENDING = 1;
export const REJECTED = 3;
export const ACCEPTED = 6;

/** Left out of status-labels.json, so that the demo shows what an unlabelled code looks like. */
export const UNLABELLED_STATUS = 9;

export function demoStatusLabels(): Record<string, { label: string; tone: StatusCode['tone'] }> {
  const labelled = STATUS_CODES.filter(({ code }) => code !== UNLABELLED_STATUS);
  return Object.fromEntries(labelled.map(({ code, label, tone }) => [String(code), { label, tone }]));
}
