'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refreshActivity } from '@/lib/client/activity';
import { ApiError } from '@/lib/client/api-error';
import { applySavedContact, correctContact, customerQuery } from '@/lib/client/customers';
import type { Contact, ContactPatch, SavedContact } from '@/lib/contracts/requests';
import {
  type ContactField,
  type Draft,
  draftOf,
  isTouched,
  judge,
  patchOf,
  rebase,
  type ToE164,
} from './contact-draft';
import { type CorrectionProblem, fieldProblems, holds, problemOf } from './contact-problem';

interface ContactEditOptions {
  uuid: string;
  /** The contact as shown when the dialog opened. */
  seen: Contact;
  onSaved: () => void;
  /** For errors that end more than this edit, such as `wrong_person`. */
  onError: (error: ApiError) => void;
}

/**
 * One correction from opening to saved. What was typed lives here and is never touched by a failure; a second press
 * while one save is under way does nothing; what is sent is only what changed, with the contact that the person saw.
 */
export function useContactEdit({ uuid, seen, onSaved, onError }: ContactEditOptions) {
  const client = useQueryClient();
  const [expected, setExpected] = useState(seen);
  const [draft, setDraft] = useState<Draft>(() => draftOf(seen));
  const [busy, setBusy] = useState<'saving' | 'checking' | null>(null);
  const [problem, setProblem] = useState<CorrectionProblem | null>(null);
  const [serverSays, setServerSays] = useState<Partial<Record<ContactField, string>>>({});
  const underWay = useRef(false);
  const sent = useRef<ContactPatch | null>(null);
  const judgements = judge(draft, expected, useToE164());
  // Against a version that is known to be gone, nothing can be saved: the person goes on from the current one first.
  const patch = problem?.kind === 'changed-meanwhile' ? null : patchOf(judgements, expected);

  /** State can lag a double click; the ref can't. */
  const alone = (kind: 'saving' | 'checking', work: () => Promise<void>) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(kind);
    void work().finally(() => {
      underWay.current = false;
      setBusy(null);
    });
  };

  const finish = (saved: SavedContact) => {
    void applySavedContact(client, saved);
    onSaved();
  };

  const goOnFrom = (current: Contact) => {
    setDraft((typed) => rebase(typed, expected, current));
    setExpected(current);
  };

  return {
    draft,
    expected,
    judgements,
    patch,
    busy,
    problem,
    serverSays,
    touched: isTouched(draft, expected),
    type: (field: ContactField, text: string) => {
      setDraft((typed) => ({ ...typed, [field]: text }));
      setServerSays((said) => ({ ...said, [field]: undefined }));
    },
    save: () => {
      if (!patch) return;
      alone('saving', async () => {
        setProblem(null);
        setServerSays({});
        sent.current = patch;
        try {
          finish(await correctContact(uuid, patch));
        } catch (reason) {
          const error = asApiError(reason);
          setProblem(problemOf(error, patch));
          setServerSays(fieldProblems(error));
          // The page behind shows what Sentinel holds now, too.
          if (error.code === 'changed_meanwhile')
            void client.invalidateQueries({ queryKey: customerQuery(uuid).queryKey });
          onError(error);
        } finally {
          refreshActivity(client, uuid);
        }
      });
    },
    goOnFrom: (current: Contact) => {
      goOnFrom(current);
      setProblem(null);
    },
    /** After a lost answer: asks Sentinel whether the change is there. */
    check: () => {
      alone('checking', async () => {
        try {
          const { email, phoneNumber, updatedAt } = await client.fetchQuery({ ...customerQuery(uuid), staleTime: 0 });
          const current = { email, phoneNumber };
          if (sent.current && holds(current, sent.current)) return finish({ uuid, updatedAt, ...current });
          goOnFrom(current);
          setProblem({ kind: 'not-saved', current });
        } catch (reason) {
          const error = asApiError(reason);
          setProblem({ kind: 'unknown-outcome', message: error.message, lostAnswer: true });
          onError(error);
        }
      });
    },
  };
}

export type ContactEdit = ReturnType<typeof useContactEdit>;

/** The phone rules (40 KB), fetched when the dialog opens. If they can't be, the handler's own check still stands. */
function useToE164(): ToE164 | null {
  const [toE164, setToE164] = useState<ToE164 | null>(null);
  useEffect(() => {
    let wanted = true;
    void import('@/lib/writing/phones').then(
      (phone) => wanted && setToE164(() => phone.toE164),
      () => wanted && setToE164(() => (written: string) => written),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return toE164;
}

function asApiError(reason: unknown): ApiError {
  if (reason instanceof ApiError) return reason;
  // Not an answer of ours at all, a truncated body say: the write may have happened.
  return new ApiError('network', 'The desk’s answer could not be read.', 0);
}
