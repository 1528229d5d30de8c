import { unreadableText } from '@/lib/words/unreadable';
import { Fact, Facts } from '../facts';
import type { KnownCustomer } from '../known-customer';

interface ContactFactsProps {
  known: KnownCustomer;
  /** False in the loading frame, which has no buttons. */
  controls?: boolean;
}

/** E-mail and phone to copy. They are not links: a stray click must not start a mail or a call. */
export function ContactFacts({ known, controls = true }: ContactFactsProps) {
  return (
    <Facts>
      {/* Not "Copy email": that name would also match the label "Email" of the dialog. */}
      <Fact
        label="E-mail"
        value={known.email}
        notReadable={unreadableText(known, 'email')}
        ltr
        copy={controls && 'Copy e-mail'}
      />
      <Fact
        label="Phone"
        value={known.phoneNumber}
        notReadable={unreadableText(known, 'phoneNumber')}
        ltr
        copy={controls && 'Copy phone'}
      />
    </Facts>
  );
}
