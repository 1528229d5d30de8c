'use client';

import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Field } from '@/components/ui/field';
import { CONTACT_FORM_WORDS as WORDS } from '@/lib/words/contact-form';
import { type ContactField, domainHint, type Judgement } from './contact-draft';
import { useOwners } from './owners-note';
import type { ContactEdit } from './use-contact-edit';

/** The pause in typing before an error shows, ms. A half-typed address is not wrong yet. */
const PAUSE = 500;

interface ContactFormProps {
  id: string;
  edit: ContactEdit;
  /** The box that a person begins with. */
  firstBox: RefObject<HTMLInputElement | null>;
}

/** The two boxes. An error shows after a pause in typing, or when the box loses the focus. */
export function ContactForm({ id, edit, firstBox }: ContactFormProps) {
  const { draft, judgements } = edit;
  return (
    <form
      id={id}
      noValidate
      autoComplete="off"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        edit.save();
      }}
    >
      <ContactBox
        edit={edit}
        field="email"
        ref={firstBox}
        label="Email"
        type="text"
        inputMode="email"
        description={emailHint(draft.email, judgements.email)}
      />
      <ContactBox
        edit={edit}
        field="phoneNumber"
        label="Phone number"
        type="tel"
        inputMode="tel"
        description={phoneHint(draft.phoneNumber, judgements.phoneNumber)}
      />
    </form>
  );
}

interface ContactBoxProps {
  edit: ContactEdit;
  field: ContactField;
  label: string;
  /** Never `email`: the browser would trim and rewrite the typed text. */
  type: 'text' | 'tel';
  inputMode: 'email' | 'tel';
  description?: ReactNode;
  ref?: RefObject<HTMLInputElement | null>;
}

function ContactBox({ edit, field, ...input }: ContactBoxProps) {
  const written = edit.draft[field];
  const judgement = edit.judgements[field];
  const [settled, setSettled] = useState(true);
  // No dependencies: every keystroke renders, and so restarts the pause.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), PAUSE);
    return () => {
      clearTimeout(timer);
    };
  });
  const wrong = judgement.kind === 'invalid' && settled ? judgement.message : undefined;
  const refused = edit.serverSays[field];
  // A hint, not a refusal: the directory may be behind, and Sentinel decides when the person saves.
  const isComplete = judgement.kind === 'changed' && (settled || refused !== undefined);
  const owners = useOwners(isComplete ? { [field]: judgement.value, except: edit.uuid } : null);
  return (
    <Field
      {...input}
      dir="ltr"
      inputClassName="rtl:text-end"
      spellCheck={false}
      autoCapitalize="none"
      readOnly={edit.busy === 'saving'}
      value={written}
      onFocus={({ currentTarget }) => {
        // What Sentinel holds: most corrections write it anew. A key of the cursor keeps it.
        if (judgement.kind === 'unchanged') currentTarget.select();
      }}
      error={owners ?? refused ?? wrong}
      onChange={(event) => {
        setSettled(false);
        edit.type(field, event.target.value);
      }}
      onBlur={() => setSettled(true)}
    />
  );
}

/** The value that is saved, where the box holds another writing of it, and a domain that looks mistyped. */
function emailHint(written: string, judgement: Judgement): ReactNode {
  const meant = domainHint(judgement);
  const saved = savedAs(written, judgement);
  if (meant === null && saved === null) return null;
  return (
    <>
      {saved !== null && <span className="block">{saved}</span>}
      {meant !== null && <span className="block">{WORDS.didYouMean(meant)}</span>}
    </>
  );
}

const PHONE_EXAMPLES = ['050 123 4567', '+44 20 7946 0018'] as const;

function phoneHint(written: string, judgement: Judgement): ReactNode {
  return savedAs(written, judgement) ?? WORDS.anyWriting(...PHONE_EXAMPLES);
}

function savedAs(written: string, judgement: Judgement): string | null {
  const differs = judgement.kind === 'changed' && judgement.value !== written.trim();
  return differs ? WORDS.willBeSavedAs(judgement.value) : null;
}
