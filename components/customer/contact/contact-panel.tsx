import { useCan } from '@/components/shell/viewer-context';
import { Panel } from '@/components/ui/panel';
import type { ApiError } from '@/lib/client/api-error';
import type { Customer } from '@/lib/contracts/customer';
import type { KnownCustomer } from '../known-customer';
import { ContactFacts } from './contact-facts';
import { EditContact } from './edit-contact';

interface ContactPanelProps {
  known: KnownCustomer;
  customer: Customer | undefined;
  onError: (error: ApiError) => void;
}

/** The customer's e-mail and phone, with the way to correct them. */
export function ContactPanel({ known, customer, onError }: ContactPanelProps) {
  const mayEdit = useCan('contact:edit');
  return (
    <Panel
      title="Contact"
      bodyClassName="px-4 py-3"
      actions={mayEdit && <EditContact customer={customer} onError={onError} />}
    >
      <ContactFacts known={known} />
    </Panel>
  );
}
