import { useCan } from '@/components/shell/viewer-context';
import { Panel } from '@/components/ui/panel';
import type { ApiError } from '@/lib/client/api-error';
import type { Customer } from '@/lib/contracts/customer';
import { Fact, Facts } from '../facts';
import type { Shown } from '../shown';
import { EditContact } from './edit-contact';

export interface ContactPanelProps {
  shown: Shown;
  customer: Customer | undefined;
  onError: (error: ApiError) => void;
}

/** How to reach the customer. Copied, never linked: a stray click must not start a call or a mail. */
export function ContactPanel({ shown, customer, onError }: ContactPanelProps) {
  const mayEdit = useCan('contact:edit');
  return (
    <Panel
      title="Contact"
      bodyClassName="px-4 py-3"
      actions={mayEdit && <EditContact customer={customer} onError={onError} />}
    >
      <Facts>
        {/* Not "Copy email": that would also answer to the dialog's label "Email". */}
        <Fact label="E-mail" value={shown.email} ltr copy="Copy e-mail" />
        <Fact label="Phone" value={shown.phoneNumber} ltr copy="Copy phone" />
      </Facts>
    </Panel>
  );
}
