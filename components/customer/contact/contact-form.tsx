'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Ltr } from '@/components/ui/ltr';
import { type ContactField, domainHint, type Judgement } from './contact-draft';
import { useOwners } from './owners-note';
import type { ContactEdit } from './use-contact-edit';

/** The pause in typing before an error shows, ms. A half-typed address is not wrong yet. */
const PAUSE = 500;

/** The two boxes. An error shows after a pause in typing, or when the box loses the focus. */
export function ContactForm({ id, edit }: { id: string; edit: ContactEdit }) {
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
        description={<PhoneHint written={draft.phoneNumber} judgement={judgements.phoneNumber} />}
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
      error={owners ?? refused ?? wrong}
      onChange={(event) => {
        setSettled(false);
        edit.type(field, event.target.value);
      }}
      onBlur={() => setSettled(true)}
    />
  );
}

/** What is saved, where that isn't what stands in the box, and a domain that looks mistyped. */
function emailHint(written: string, judgement: Judgement): ReactNode {
  const meant = domainHint(judgement);
  const cleaned = judgement.kind === 'changed' && judgement.value !== written.trim() ? judgement.value : null;
  if (meant === null && cleaned === null) return null;
  return (
    <>
      {cleaned !== null && (
        <>
          Will be saved as <Ltr className="font-medium text-ink">{cleaned}</Ltr>.{' '}
        </>
      )}
      {meant !== null && (
        <>
          Did you mean <Ltr className="font-medium text-ink">{meant}</Ltr>?
        </>
      )}
    </>
  );
}

function PhoneHint({ written, judgement }: { written: string; judgement: Judgement }) {
  if (judgement.kind === 'changed' && judgement.value !== written.trim()) {
    return (
      <>
        Will be saved as <Ltr className="font-medium text-ink">{judgement.value}</Ltr>
      </>
    );
  }
  return (
    <>
      Any usual writing, such as <Ltr>050 123 4567</Ltr> or <Ltr>+44 20 7946 0018</Ltr>.
    </>
  );
}
