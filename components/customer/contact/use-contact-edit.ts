'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { useCall } from '@/components/shell/use-call';
import { useViewer } from '@/components/shell/viewer-context';
import { refreshActivity } from '@/lib/client/activity';
import { ApiError } from '@/lib/client/api-error';
import { CONTACT_OWNERS } from '@/lib/client/contact-owners';
import { rememberUndo } from '@/lib/client/contact-undo';
import { customerQuery } from '@/lib/client/customers';
import { applySavedContact, correctContact } from '@/lib/client/saved-contact';
import type { Contact, ContactPatch, SavedContact } from '@/lib/contracts/requests';
import { type ContactField, isTouched, judge, type ToE164, undoOf } from './contact-draft';
import { arrived, type ContactEditState, contactEditStep, sendablePatch } from './contact-edit-state';

interface ContactEditOptions {
  uuid: string;
  /** From the contact that the page showed when the dialog opened, or a draft that was not saved. */
  start: ContactEditState;
  /** Also called when the person has left the page meanwhile. */
  onSaved: () => void;
  /** The person has left the page, and the correction was not saved or its outcome is unknown. */
  onFailedAway: (state: ContactEditState, error: ApiError | null) => void;
  /** For errors that end more than this edit, such as `wrong_person`. */
  onError: (error: ApiError) => void;
}

/**
 * One correction, from opening the dialog until it is saved. A failure keeps what the person typed. Only changed fields
 * are sent, together with the contact that the person saw.
 */
export function useContactEdit({ uuid, start, onSaved, onFailedAway, onError }: ContactEditOptions) {
  const client = useQueryClient();
  const call = useCall();
  const [kind, setKind] = useState<'saving' | 'checking'>('saving');
  const [state, dispatch] = useReducer(contactEditStep, start);
  const { draft, expected, problem, serverSays } = state;
  const { accountId } = useViewer();
  const toE164 = useToE164();
  const judgements = judge(draft, expected, toE164);
  const patch = sendablePatch(state, judgements);

  const finish = (saved: SavedContact, correction: ContactPatch) => {
    void applySavedContact(client, saved);
    rememberUndo(client, uuid, undoOf(correction, saved, toE164), accountId);
    onSaved();
  };

  /** Reports a failure itself: `useCall` tells nothing of it once the dialog has closed, and the page must know. */
  const reporting = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (reason) {
      const error = asApiError(reason);
      onError(error);
      throw error;
    }
  };

  return {
    uuid,
    draft,
    expected,
    judgements,
    patch,
    busy: call.busy ? kind : null,
    problem,
    serverSays,
    touched: isTouched(draft, expected),
    stepUp: call.stepUp,
    type: (field: ContactField, text: string) => dispatch({ type: 'typed', field, text }),
    save: () => {
      if (!patch) return;
      call.send(
        (_, why) => {
          setKind('saving');
          dispatch({ type: 'sent', patch });
          return reporting(correctContact(uuid, { ...patch, why: why ?? 'ask' })).finally(() =>
            refreshActivity(client, uuid),
          );
        },
        (saved) => finish(saved, patch),
        (error) => {
          dispatch({ type: 'save-failed', error });
          // The directory may have learned of the owner since it was asked while the person typed.
          if (error.code === 'contact_in_use') void client.invalidateQueries({ queryKey: CONTACT_OWNERS });
          // The page behind the dialog must show Sentinel's current contact too.
          if (error.code === 'changed_meanwhile') {
            void client.invalidateQueries({ queryKey: customerQuery(uuid).queryKey });
          }
        },
        {
          failed: (error) => {
            const sent = contactEditStep(state, { type: 'sent', patch });
            onFailedAway(error === null ? sent : contactEditStep(sent, { type: 'save-failed', error }), error);
          },
        },
      );
    },
    goOnFrom: (current: Contact) => dispatch({ type: 'continued', current }),
    /** After a lost answer: asks Sentinel whether the change is there. */
    check: () =>
      call.send(
        () => {
          setKind('checking');
          return reporting(client.fetchQuery({ ...customerQuery(uuid), staleTime: 0 }));
        },
        ({ email, phoneNumber, updatedAt }) => {
          const current = { email, phoneNumber };
          if (state.sent !== null && arrived(state, current)) {
            finish({ uuid, updatedAt, ...current }, state.sent);
          } else dispatch({ type: 'not-saved', current });
        },
        (error) => dispatch({ type: 'check-failed', error }),
      ),
  };
}

export type ContactEdit = ReturnType<typeof useContactEdit>;

/** The phone rules (40 KB), fetched when the dialog opens. Without them any text passes; the server still checks it. */
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
  // The body was no answer of ours, such as a truncated one. The write may have happened, so this is a lost answer.
  return new ApiError('network', 'The desk’s answer could not be read.', 0);
}
