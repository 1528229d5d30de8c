import { Panel } from '@/components/ui/panel';
import { ageOn } from '@/lib/kyc/checks';
import { countryName } from '@/lib/kyc/countries';
import { ageText } from '@/lib/words/checks';
import { formatDay, formatMoment } from '@/lib/words/format';
import { Fact, Facts } from './facts';
import type { KnownCustomer } from './known-customer';

interface IdentityPanelProps {
  known: KnownCustomer;
  now: Date;
  /** False in the loading frame, which has no buttons. */
  controls?: boolean;
}

/** The customer's personal data as Sentinel holds it. */
export function IdentityPanel({ known, now, controls = true }: IdentityPanelProps) {
  const { status, nationality, dateOfBirth, createdAt, updatedAt } = known;
  const age = ageOn(dateOfBirth ?? null, now);
  return (
    <Panel title="Identity" bodyClassName="px-4 py-3">
      <Facts>
        <Fact label="Name" value={known.name} />
        <Fact label="Surname" value={known.surname} />
        <Fact label="Gender" value={known.gender} />
        <Fact label="Nationality" value={nationality} note={countryName(nationality ?? null)} />
        <Fact
          label="Date of birth"
          value={dateOfBirth && formatDay(dateOfBirth)}
          note={age === null ? null : ageText(age)}
        />
        <Fact label="Status" value={status === null ? null : status?.label} />
        <Fact label="Created" value={createdAt && formatMoment(createdAt)} />
        <Fact label="Updated" value={updatedAt && formatMoment(updatedAt)} />
        <Fact label="Customer ID" value={known.uuid} ltr copy={controls && 'Copy customer ID'} />
      </Facts>
    </Panel>
  );
}
