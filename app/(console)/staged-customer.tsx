'use client';

import { Component, type ReactNode } from 'react';
import { CustomerPage } from '@/components/customer/customer-page';
import { CreateLink } from '@/components/verification-link/create-link';
import ConsoleError from './error';

/** A customer on the stage: the same page as `customers/[uuid]/page.tsx`, without asking the server for it. */
export function StagedCustomer({ uuid }: { uuid: string }) {
  return (
    // The key makes a new customer a new page: no state of the previous customer, such as images, may carry over.
    <Boundary key={uuid}>
      <CustomerPage uuid={uuid} first={null} CreateLink={CreateLink} />
    </Boundary>
  );
}

/** What `error.tsx` is for the pages that Next shows: the stage stands outside of it. */
class Boundary extends Component<{ children: ReactNode }, { failure: { error: unknown } | null }> {
  override state: { failure: { error: unknown } | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override render() {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return <ConsoleError error={failure.error} retry={() => this.setState({ failure: null })} />;
  }
}
