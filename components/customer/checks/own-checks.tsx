import { CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { OwnCheck } from '@/lib/kyc/own-checks';
import type { DocumentAt } from '@/lib/kyc/verdict';
import { ownCheckDetail, OWN_CHECK_WORDS as WORDS } from '@/lib/words/own-checks';
import { partId } from '../places';

const LOOKS: Record<OwnCheck['result'], { icon: LucideIcon; ink: string }> = {
  fits: { icon: CircleCheck, ink: 'text-muted' },
  differs: { icon: TriangleAlert, ink: 'font-medium text-attention' },
  told: { icon: Info, ink: 'text-muted' },
};

/** What the desk makes of a document's numbers, marked as the desk's own: never red, because it is no verdict. */
export function OwnChecks({ checks, document }: { checks: readonly OwnCheck[]; document: DocumentAt }) {
  if (checks.length === 0) return null;
  return (
    <div id={partId('own', document)} tabIndex={-1} className="scroll-mt-16">
      <h3 className="pb-1 text-muted">{WORDS.title}</h3>
      <dl>
        {checks.map((check) => {
          const { icon: Icon, ink } = LOOKS[check.result];
          const detail = ownCheckDetail(check);
          return (
            <div key={check.name} className="grid grid-cols-[38%_1fr] gap-x-3 border-line border-t py-1">
              <dt className="text-muted">{WORDS.names[check.name]}</dt>
              <dd>
                <span className="flex flex-wrap items-center gap-x-1.5">
                  <span className={cn('flex items-center gap-1.5', ink)}>
                    <Icon aria-hidden className="size-4 shrink-0" />
                    {WORDS.results[check.result]}
                  </span>
                  {detail !== '' && <bdi>{detail}</bdi>}
                </span>
                <span className="block text-muted text-xs">
                  <bdi>{WORDS.standing[check.standing]}</bdi>
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
