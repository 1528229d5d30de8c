import { Panel } from '@/components/ui/panel';
import { ageOn } from '@/lib/kyc/checks';
import { countryName } from '@/lib/kyc/countries';
import { formatDay, formatMoment } from '@/lib/words/format';
import { Fact, Facts } from './facts';
import type { Shown } from './shown';

/** Who this is, as Sentinel has it. */
export function IdentityPanel({ shown, now }: { shown: Shown; now: Date }) {
  const { status, nationality, dateOfBirth, createdAt, updatedAt } = shown;
  const age = ageOn(dateOfBirth ?? null, now);
  return (
    <Panel title="Identity" bodyClassName="px-4 py-3">
      <Facts>
        <Fact label="Name" value={shown.name} />
        <Fact label="Surname" value={shown.surname} />
        <Fact label="Gender" value={shown.gender} />
        <Fact label="Nationality" value={nationality} note={countryName(nationality ?? null)} />
        <Fact
          label="Date of birth"
          value={dateOfBirth && formatDay(dateOfBirth)}
          note={age === null ? null : `${age} ${age === 1 ? 'year' : 'years'} old`}
        />
        <Fact label="Status" value={status === null ? null : status?.label} />
        <Fact label="Created" value={createdAt && formatMoment(createdAt)} />
        <Fact label="Updated" value={updatedAt && formatMoment(updatedAt)} />
        <Fact label="Customer ID" value={shown.uuid} ltr copy="Copy customer ID" />
      </Facts>
    </Panel>
  );
}
