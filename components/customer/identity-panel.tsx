import { useTimeZone } from '@/components/shell/clock';
import { Panel } from '@/components/ui/panel';
import type { CustomerField } from '@/lib/contracts/customer';
import { ageOn } from '@/lib/kyc/checks';
import { countryName } from '@/lib/kyc/countries';
import { ageText } from '@/lib/words/checks';
import { formatDay, formatMoment } from '@/lib/words/format';
import { genderWord } from '@/lib/words/gender';
import { unreadableText } from '@/lib/words/unreadable';
import { Fact, Facts } from './facts';
import type { KnownCustomer } from './known-customer';

const DATE_OF_BIRTH = { field: 'dateOfBirth' } as const;

interface IdentityPanelProps {
  known: KnownCustomer;
  /** Sentinel has failed to answer: what it alone knows is left out, and nothing looks as if it were coming. */
  away: boolean;
  now: Date;
}

/** The customer's personal data as Sentinel holds it. */
export function IdentityPanel({ known, away, now }: IdentityPanelProps) {
  const { status, nationality, dateOfBirth, createdAt, updatedAt } = known;
  const zone = useTimeZone();
  const age = ageOn(dateOfBirth ?? null, now);
  const odd = (field: CustomerField) => unreadableText(known, field);
  return (
    <Panel title="Identity" bodyClassName="px-4 py-3">
      <Facts>
        <Fact label="Name" notReadable={odd('name')} value={known.name} />
        <Fact label="Surname" notReadable={odd('surname')} value={known.surname} />
        <Fact label="Gender" notReadable={odd('gender')} value={known.gender && genderWord(known.gender)} />
        <Fact
          label="Nationality"
          notReadable={odd('nationality')}
          value={nationality}
          note={countryName(nationality ?? null)}
        />
        {!(away && dateOfBirth === undefined) && (
          <Fact
            label="Date of birth"
            notReadable={odd('dateOfBirth')}
            value={dateOfBirth && formatDay(dateOfBirth)}
            note={age === null ? null : ageText(age)}
            place={DATE_OF_BIRTH}
          />
        )}
        <Fact label="Status" notReadable={odd('status')} value={status === null ? null : status?.label} />
        {!(away && createdAt === undefined) && (
          <Fact label="Created" notReadable={odd('createdAt')} value={createdAt && formatMoment(createdAt, zone)} />
        )}
        <Fact label="Updated" notReadable={odd('updatedAt')} value={updatedAt && formatMoment(updatedAt, zone)} />
        <Fact label="Customer ID" value={known.uuid} ltr copy="Copy customer ID" />
      </Facts>
    </Panel>
  );
}
