import { TriangleAlert } from 'lucide-react';
import { Phone } from '@/components/shell/phone';
import { useCan } from '@/components/shell/viewer-context';
import { Panel } from '@/components/ui/panel';
import type { ApiError } from '@/lib/client/api-error';
import type { OpenedCustomer } from '@/lib/contracts/customer';
import { contactChangedText } from '@/lib/words/contact';
import { unreadableText } from '@/lib/words/unreadable';
import { WAITING } from '@/lib/words/waiting';
import { Fact, Facts } from '../facts';
import type { KnownCustomer } from '../known-customer';
import { EditContact } from './edit-contact';
import { UndoStrip } from './undo-strip';

interface ContactPanelProps {
  known: KnownCustomer;
  customer: OpenedCustomer | undefined;
  /** Sentinel has failed to answer: a correction must start from the contact that Sentinel holds. */
  away: boolean;
  onError: (error: ApiError) => void;
}

/** The customer's e-mail and phone, with the way to correct them. */
export function ContactPanel({ known, customer, away, onError }: ContactPanelProps) {
  const mayEdit = useCan('contact:edit');
  const changed = contactChangedText(customer?.changedContact ?? []);
  return (
    <Panel
      title="Contact"
      bodyClassName="px-4 py-3"
      actions={
        mayEdit &&
        (away ? (
          <span className="text-muted">
            <bdi>{WAITING.correctionsWait}</bdi>
          </span>
        ) : (
          <EditContact uuid={known.uuid} customer={customer} onError={onError} />
        ))
      }
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

/** E-mail and phone to copy. They are not links: a stray click must not start a mail or a call. */
function ContactFacts({ known }: { known: KnownCustomer }) {
  return (
    <Facts>
      {/* Not "Copy email": that name would also match the label "Email" of the dialog. */}
      <Fact label="E-mail" value={known.email} notReadable={unreadableText(known, 'email')} ltr copy="Copy e-mail" />
      <Fact
        label="Phone"
        value={known.phoneNumber}
        drawn={
          known.phoneNumber && (
            <span className="phone-groups">
              <Phone number={known.phoneNumber} />
            </span>
          )
        }
        notReadable={unreadableText(known, 'phoneNumber')}
        ltr
        copy="Copy phone"
      />
    </Facts>
  );
}
