'use client';

import { type ReactNode, useId, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type GivenPurpose, OTHER_PURPOSE, SENTENCE } from '@/lib/contracts/purpose';
import { PURPOSE_WORDS, purposeLabel } from '@/lib/words/purposes';
import { looksPersonal } from '@/lib/writing/personal';

/**
 * The fields that ask what something is for. Nothing is chosen beforehand, because a purpose that nobody chose says
 * nothing.
 *
 * @param purposes the operator's list
 */
export function usePurpose(
  purposes: readonly string[],
  disabled = false,
): {
  /** What the person has said; `null` as long as something is missing. */
  why: GivenPurpose | null;
  /** Shows what is missing. */
  complain: () => void;
  fields: ReactNode;
} {
  const id = useId();
  const [purpose, setPurpose] = useState('');
  const [sentence, setSentence] = useState('');
  const [tried, setTried] = useState(false);
  const isOther = purpose === OTHER_PURPOSE;
  const text = sentence.trim();
  const isShort = isOther && [...text].length < SENTENCE.least;
  const why = purpose === '' || isShort ? null : isOther ? { purpose, sentence: text } : { purpose };
  const isMissing = tried && purpose === '';
  const fields = (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col items-start gap-1">
        <span aria-hidden className="font-medium text-sm">
          {PURPOSE_WORDS.purpose}
        </span>
        <Select
          label={PURPOSE_WORDS.purpose}
          value={purpose}
          options={['', ...purposes].map((value) => ({
            value,
            label: value === '' ? PURPOSE_WORDS.choose : purposeLabel(value),
          }))}
          onValueChange={setPurpose}
          disabled={disabled}
          aria-invalid={isMissing}
          aria-describedby={`${id}-missing`}
        />
        <p id={`${id}-missing`} aria-live="polite" className="text-bad text-xs">
          {isMissing && <bdi>{PURPOSE_WORDS.missing}</bdi>}
        </p>
      </div>
      {isOther && (
        <Field
          label={PURPOSE_WORDS.sentence}
          value={sentence}
          maxLength={SENTENCE.most}
          autoComplete="off"
          disabled={disabled}
          onChange={(event) => setSentence(event.target.value)}
          description={
            looksPersonal(text) ? (
              <span role="status" className="font-medium text-attention">
                {PURPOSE_WORDS.personal}
              </span>
            ) : (
              PURPOSE_WORDS.about
            )
          }
          error={tried && isShort && PURPOSE_WORDS.short(SENTENCE.least)}
        />
      )}
    </div>
  );
  return { why, complain: () => setTried(true), fields };
}
