'use client';

import type { Customer } from '@/lib/contracts/customer';
import { ActivityPanel } from './activity/activity-panel';
import { LookingNow } from './colleagues/looking-now';
import { NotesPanel } from './colleagues/notes-panel';

interface BesideProps {
  /** Keys the parts: a step to the next customer takes an open note form and the names of colleagues away. */
  uuid: string;
  name: string;
  /** When Sentinel's answer for the customer was read. */
  asOf: string;
  /** What was read and is on file; `undefined` while Sentinel has not answered. */
  customer: Customer | undefined;
  /** `top`: who else looks, beside the name. `below`: notes and activity, in the first column. */
  place: 'top' | 'below';
}

/**
 * What colleagues did and say about this customer. Loaded after the rest of the page, because no one waits for it: one file
 * for both places, so that the page asks for it once.
 */
export function Beside({ uuid, name, asOf, customer, place }: BesideProps) {
  if (place === 'top') return <LookingNow key={uuid} uuid={uuid} />;
  return (
    <div className="flex flex-col gap-4">
      <NotesPanel key={uuid} uuid={uuid} name={name} customer={customer} />
      <ActivityPanel uuid={uuid} asOf={asOf} />
    </div>
  );
}
