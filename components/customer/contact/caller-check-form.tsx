'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { CallProblem } from '@/components/shell/call-problem';
import { useCall } from '@/components/shell/use-call';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { refreshActivity } from '@/lib/client/activity';
import type { ApiError } from '@/lib/client/api-error';
import { checkCaller } from '@/lib/client/approvals';
import {
  CALLER_ITEMS,
  type CallerCheckAnswer,
  type CallerItem,
  type CallerSays,
  POINTS_NEEDED,
  pointsOf,
} from '@/lib/contracts/caller-check';
import { CALLER_CHECK_WORDS as WORDS } from '@/lib/words/caller-check';

type Said = Record<CallerItem, string>;
const NOTHING_SAID: Said = { birthDate: '', documentEnd: '', nationality: '', oldPhone: '' };

/** What the caller says. It is in this component's state alone, and goes with it. */
export function CallerCheckForm({ uuid, onPassed }: { uuid: string; onPassed: () => void }) {
  const client = useQueryClient();
  const first = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState(NOTHING_SAID);
  const [answer, setAnswer] = useState<CallerCheckAnswer | null>(null);
  const { send, busy, error, stepUp } = useCall();
  useEffect(() => first.current?.focus(), []);
  const filled = CALLER_ITEMS.filter((item) => said[item].trim() !== '');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const says: CallerSays = Object.fromEntries(filled.map((item) => [item, said[item].trim()]));
    setAnswer(null);
    send(
      () => checkCaller(uuid, says).finally(() => refreshActivity(client, uuid)),
      (result) => {
        if (result.passed) onPassed();
        else setAnswer(result);
      },
    );
  };
  return (
    <form noValidate autoComplete="off" className="mt-3 flex flex-col gap-3" onSubmit={submit}>
      <div className="grid gap-3 sm:grid-cols-2">
        {CALLER_ITEMS.map((item, index) => (
          <Field
            key={item}
            {...(index === 0 && { ref: first })}
            label={WORDS.items[item]}
            placeholder={WORDS.examples[item]}
            dir="ltr"
            inputClassName="rtl:text-end"
            spellCheck={false}
            readOnly={busy}
            value={said[item]}
            error={problemOf(item, answer, error)}
            description={answer?.items[item] === 'match' ? WORDS.results.match : undefined}
            onChange={(event) => setSaid({ ...said, [item]: event.target.value })}
          />
        ))}
      </div>
      {answer !== null && (
        <p role="alert" className="font-medium text-bad">
          <bdi>{WORDS.notPassed}</bdi>
        </p>
      )}
      {error && Object.keys(error.fields).length === 0 && <CallProblem error={error} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {pointsOf(filled) < POINTS_NEEDED && (
          <p className="me-auto text-muted text-xs">
            <bdi>{WORDS.more}</bdi>
          </p>
        )}
        <Button size="sm" type="submit" loading={busy} disabled={pointsOf(filled) < POINTS_NEEDED}>
          {WORDS.check}
        </Button>
      </div>
      {stepUp}
    </form>
  );
}

function problemOf(item: CallerItem, answer: CallerCheckAnswer | null, error: ApiError | null): string | undefined {
  const result = answer?.items[item];
  if (result !== undefined && result !== 'match') return WORDS.results[result];
  return error?.fields[item];
}
