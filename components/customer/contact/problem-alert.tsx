import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import type { Contact } from '@/lib/contracts/requests';
import { APPROVAL_WORDS } from '@/lib/words/approvals';
import { FIELD_LABELS } from '@/lib/words/contact';
import { inUseText, CONTACT_FORM_WORDS as WORDS } from '@/lib/words/contact-form';
import { NOTHING } from '@/lib/words/format';
import { CONTACT_FIELDS } from './contact-draft';
import type { CorrectionProblem } from './contact-problem';
import type { ContactEdit } from './use-contact-edit';

/** Says what failed, and offers the next step. */
export function ProblemAlert({ problem, edit }: { problem: CorrectionProblem; edit: ContactEdit }) {
  switch (problem.kind) {
    case 'in-use':
      return (
        <Alert>
          <span className="wrap-anywhere">{inUseText(problem.values)}</span>
        </Alert>
      );
    case 'changed-meanwhile':
      return (
        <Alert tone="attention" title={WORDS.changedMeanwhile}>
          <Versions seen={problem.seen} current={problem.current} />
          <Button size="sm" className="mt-2" onClick={() => edit.goOnFrom(problem.current)}>
            {WORDS.goOn}
          </Button>
        </Alert>
      );
    case 'unknown-outcome':
      return (
        <Alert tone="attention">
          <p>{problem.message}</p>
          {problem.lostAnswer && (
            <p>
              <bdi>{WORDS.lostAnswer}</bdi>
            </p>
          )}
          <Button size="sm" className="mt-2" loading={edit.busy === 'checking'} onClick={edit.check}>
            {WORDS.check}
          </Button>
        </Alert>
      );
    case 'not-saved':
      return (
        <Alert tone="attention" title={WORDS.notThere}>
          <OneVersion contact={problem.current} />
        </Alert>
      );
    case 'waits':
      return (
        <Alert tone="attention" title={APPROVAL_WORDS.waits}>
          {problem.message}
        </Alert>
      );
    case 'refused':
      return (
        <Alert>
          {problem.message}
          {problem.requestId && (
            <span className="block text-muted text-xs">
              Request <Ltr>{problem.requestId}</Ltr>
            </span>
          )}
        </Alert>
      );
  }
}

function Versions({ seen, current }: { seen: Contact; current: Contact }) {
  return (
    <div className="mt-1 grid gap-2 sm:grid-cols-2">
      <div>
        <p className="text-muted text-xs">{WORDS.whatYouSaw}</p>
        <OneVersion contact={seen} other={current} />
      </div>
      <div>
        <p className="text-muted text-xs">{WORDS.whatSentinelHolds}</p>
        <OneVersion contact={current} other={seen} />
      </div>
    </div>
  );
}

function OneVersion({ contact, other }: { contact: Contact; other?: Contact }) {
  return (
    <ul>
      {CONTACT_FIELDS.map((field) => (
        <li key={field} className={cn('wrap-anywhere', other && other[field] !== contact[field] && 'font-semibold')}>
          <span className="sr-only">{FIELD_LABELS[field]}: </span>
          <Ltr>{contact[field] ?? NOTHING}</Ltr>
        </li>
      ))}
    </ul>
  );
}
