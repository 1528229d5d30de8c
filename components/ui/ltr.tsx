import type { ComponentProps } from 'react';

/** For e-mails, phone numbers, document numbers and uuids: left to right in every context. */
export function Ltr(props: Omit<ComponentProps<'bdi'>, 'dir'>) {
  return <bdi dir="ltr" {...props} />;
}
