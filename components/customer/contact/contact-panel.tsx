import { TriangleAlert } from 'lucide-react';
import { useCan } from '@/components/shell/viewer-context';
import { Panel } from '@/components/ui/panel';
import type { ApiError } from '@/lib/client/api-error';
import type { OpenedCustomer } from '@/lib/contracts/customer';
import { contactChangedText } from '@/lib/words/contact';
import type { KnownCustomer } from '../known-customer';
import { ContactFacts } from './contact-facts';
import { EditContact } from './edit-contact';
import { UndoStrip } from './undo-strip';

interface ContactPanelProps {
  known: KnownCustomer;
  customer: OpenedCustomer | undefined;
  onError: (error: ApiError) => void;
}

/** The customer's e-mail and phone, with the way to correct them. */
export function ContactPanel({ known, customer, onError }: ContactPanelProps) {
  const mayEdit = useCan('contact:edit');
  const changed = contactChangedText(customer?.changedContact ?? []);
  return (
    <Panel
      title="Contact"
      bodyClassName="px-4 py-3"
      actions={mayEdit && <EditContact uuid={known.uuid} customer={customer} onError={onError} />}
    >
      <ContactFacts known={known} />
      {changed !== null && (
        <p role="status" className="mt-2 flex items-start gap-1.5 font-medium text-attention">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {changed}
        </p>
      )}
      {mayEdit && customer && <UndoStrip customer={customer} onError={onError} />}
    </Panel>
  );
}
