import { ArrowRight } from 'lucide-react';
import { Ltr } from '@/components/ui/ltr';
import type { Contact } from '@/lib/contracts/requests';
import { FIELD_LABELS } from '@/lib/words/contact';
import { NOTHING } from '@/lib/words/format';
import { CONTACT_FIELDS, type Judgements } from './contact-draft';

interface ChangeSummaryProps {
  /** The customer's name: the last guard against correcting the wrong person. */
  name: string;
  expected: Contact;
  judgements: Judgements;
}

/** The contact before and after the change. The agent can read it out to the customer on the phone. */
export function ChangeSummary({ name, expected, judgements }: ChangeSummaryProps) {
  const changes = CONTACT_FIELDS.flatMap((field) => {
    const judgement = judgements[field];
    return judgement.kind === 'changed' ? [{ field, before: expected[field], after: judgement.value }] : [];
  });
  return (
    <section aria-label="Summary of changes" aria-live="polite" className="rounded-md border border-line bg-sunken p-3">
      {changes.length === 0 ? (
        <p className="text-muted">
          <bdi>Nothing would change yet.</bdi>
        </p>
      ) : (
        <>
          <p title={name} className="mb-2 line-clamp-2 wrap-anywhere">
            <bdi>
              For <bdi className="font-semibold">{name}</bdi>
            </bdi>
          </p>
          <dl className="flex flex-col gap-2">
            {changes.map(({ field, before, after }) => (
              <div key={field}>
                <dt className="text-muted text-xs">{FIELD_LABELS[field]}</dt>
                <dd className="flex flex-wrap items-center gap-x-2">
                  <Ltr className="text-muted line-through decoration-line-strong wrap-anywhere">
                    {before ?? NOTHING}
                  </Ltr>
                  <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted rtl:-scale-x-100" />
                  <span className="sr-only">becomes</span>
                  <Ltr className="font-semibold wrap-anywhere">{after}</Ltr>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
