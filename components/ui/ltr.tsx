import type { ComponentProps } from 'react';

/** E-mails, phone and document numbers, uuids: read left to right whatever surrounds them. */
export function Ltr(props: Omit<ComponentProps<'bdi'>, 'dir'>) {
  return <bdi dir="ltr" {...props} />;
}
