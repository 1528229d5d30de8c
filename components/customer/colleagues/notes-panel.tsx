'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { CallProblem } from '@/components/shell/call-problem';
import { useTimeZone } from '@/components/shell/clock';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { refreshActivity } from '@/lib/client/activity';
import { deleteNote, notesQuery } from '@/lib/client/notes';
import type { Customer } from '@/lib/contracts/customer';
import type { CustomerNote } from '@/lib/contracts/notes';
import { utcText } from '@/lib/words/audit-time';
import { AWAY_WORDS } from '@/lib/words/away';
import { differenceNote } from '@/lib/words/difference-note';
import { formatMoment } from '@/lib/words/format';
import { NOTE_WORDS as WORDS } from '@/lib/words/notes';
import { NOTE_BOX, type NoteDraft, NoteForm, noteDrafts } from './note-form';

/** An alert that fills the panel's width. */
const EDGE = 'rounded-none border-x-0 border-b-0 px-4';

interface NotesPanelProps {
  uuid: string;
  name: string;
  /** A new note begins with what differs on their documents. */
  customer: Customer | undefined;
}

/** The notes of colleagues on this customer, newest first. `beside.tsx` loads this file after the page. */
export function NotesPanel({ uuid, name, customer }: NotesPanelProps) {
  const client = useQueryClient();
  const { data, error } = useQuery(notesQuery(uuid));
  /** The note that is changed, as the person saw it; `null` for a new one, with what it begins with. */
  const [open, setOpen] = useState<{ note: CustomerNote | null; kept?: NoteDraft; suggestion?: string } | null>(null);
  const [removing, setRemoving] = useState<CustomerNote | null>(null);
  const [told, setTold] = useState<keyof typeof WORDS.told | null>(null);
  const removal = useCall();
  const { notDone } = useAway();
  const hint = useKeyHint('note');
  const writeButton = useRef<HTMLButtonElement>(null);
  /** The form or the note with the focus goes. A person who has turned elsewhere meanwhile stays there. */
  const keepPlace = () => {
    const { activeElement } = document;
    const panel = writeButton.current?.closest('section');
    if (activeElement === document.body || panel?.contains(activeElement)) writeButton.current?.focus();
  };
  const closeForm = () => {
    flushSync(() => setOpen(null));
    keepPlace();
  };
  const begin = (note: CustomerNote | null) => {
    // The same words again are news again.
    setTold(null);
    setOpen({ note, suggestion: note || !customer ? '' : differenceNote(customer) });
  };
  const wantsDraft = noteDrafts.useWanted(uuid);
  const takeDraft = useEffectEvent(() => {
    const kept = noteDrafts.wanted(uuid);
    if (kept === undefined) return;
    noteDrafts.forget(uuid);
    setTold(null);
    setOpen({ note: kept.note, kept });
  });
  // A form that is open has a text of its own, and a note that is changed has its place among the others: the draft waits.
  const isPlaced = data !== undefined || noteDrafts.wanted(uuid)?.note === null;
  const takesDraft = wantsDraft && open === null && isPlaced;
  useEffect(() => {
    if (takesDraft) takeDraft();
  }, [takesDraft]);
  usePageKeys({
    // Until the box has the focus, what is typed is text for it.
    note: () => {
      if (open === null) return { ready: Promise.resolve(true), open: () => begin(null) };
      document.getElementById(NOTE_BOX)?.focus();
      return true;
    },
  });

  const reload = (outcome: keyof typeof WORDS.told) => {
    setTold(outcome);
    void client.invalidateQueries({ queryKey: notesQuery(uuid).queryKey });
    refreshActivity(client, uuid);
  };
  const notes = withOpened(data?.notes, open?.note ?? null);
  const form = (note: CustomerNote | null) => (
    <NoteForm
      uuid={uuid}
      name={name}
      note={note}
      kept={open?.kept}
      suggestion={open?.suggestion ?? ''}
      now={data?.notes.find(({ id }) => id === note?.id) ?? null}
      onSaved={(isGone) => {
        if (!isGone) closeForm();
        reload(note === null ? 'saved' : 'changed');
      }}
      onClose={closeForm}
    />
  );

  return (
    <Panel
      title={WORDS.title}
      bodyClassName="p-0"
      actions={
        open === null && (
          <Button ref={writeButton} size="sm" {...hint(WORDS.write)} onClick={() => begin(null)}>
            {WORDS.write}
          </Button>
        )
      }
    >
      <p role="status" className="sr-only">
        {told !== null ? WORDS.told[told] : !data && !error && WORDS.loading}
      </p>
      {open?.note === null && form(null)}
      {error && (
        <Alert className={EDGE} title={WORDS.notLoaded}>
          {error.message}
        </Alert>
      )}
      {!data && !error && (
        <div data-unfinished className="px-4 py-3">
          <Skeleton className="h-3 w-48 print:hidden" />
          <p className="hidden print:block">
            <bdi>{WORDS.notOnPaper}</bdi>
          </p>
        </div>
      )}
      {notes?.length === 0 && open === null && (
        <p className="px-4 py-3 text-center text-muted">
          <bdi>{WORDS.none}</bdi>
        </p>
      )}
      {notes && notes.length > 0 && (
        <ol aria-label={WORDS.title}>
          {notes.map((note) => (
            <li key={note.id} className="border-line border-t first:border-t-0">
              {open?.note?.id === note.id ? (
                form(open.note)
              ) : (
                <Note note={note} onChange={() => begin(note)} onRemove={() => setRemoving(note)} />
              )}
            </li>
          ))}
        </ol>
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(asks) => !asks && setRemoving(null)}
        title={WORDS.removeTitle}
        keepLabel={WORDS.keep}
        confirmLabel={WORDS.remove}
        onConfirm={() => {
          const note = removing;
          setRemoving(null);
          setTold(null);
          if (note !== null)
            removal.send(
              () => deleteNote(uuid, note.id),
              () => {
                keepPlace();
                reload('removed');
              },
              undefined,
              { failed: (reason) => notDone(AWAY_WORDS.noteNotDeleted(name), reason) },
            );
        }}
      >
        {WORDS.removed}
      </ConfirmDialog>
      {removal.error && <CallProblem className={EDGE} title={WORDS.notDeleted} error={removal.error} />}
      {removal.stepUp}
    </Panel>
  );
}

/** The note that is open stays in its place when somebody has deleted it meanwhile: its form has the person's text. */
function withOpened(notes: CustomerNote[] | undefined, opened: CustomerNote | null): CustomerNote[] | undefined {
  if (notes === undefined || opened === null || notes.some(({ id }) => id === opened.id)) return notes;
  const newer = notes.filter(({ writtenAt }) => writtenAt > opened.writtenAt);
  return [...newer, opened, ...notes.slice(newer.length)];
}

interface NoteProps {
  note: CustomerNote;
  onChange: () => void;
  onRemove: () => void;
}

function Note({ note, onChange, onRemove }: NoteProps) {
  const { text, author, writtenAt, changedAt, changeableUntil, deletable } = note;
  const zone = useTimeZone();
  return (
    <div className="flex flex-col gap-1 px-4 py-2">
      <p className="whitespace-pre-wrap wrap-anywhere" dir="auto">
        {text}
      </p>
      <div className="flex flex-wrap items-center gap-x-2 text-muted text-xs">
        <bdi className="font-medium">{author.name}</bdi>
        <time dateTime={writtenAt} title={utcText(writtenAt)}>
          <bdi dir="ltr">{formatMoment(writtenAt, zone)}</bdi>
        </time>
        {changedAt !== null && <bdi title={utcText(changedAt)}>{WORDS.changed}</bdi>}
        <span className="ms-auto flex gap-1">
          {changeableUntil !== null && (
            <Button variant="ghost" size="sm" onClick={onChange}>
              {WORDS.change}
            </Button>
          )}
          {deletable && (
            <Button variant="ghost" size="sm" onClick={onRemove}>
              {WORDS.remove}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}
