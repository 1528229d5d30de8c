'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type KeyboardEvent,
  type SubmitEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { CallProblem, ProblemText } from '@/components/shell/call-problem';
import { CustomerLink } from '@/components/shell/customer-link';
import { takeTyped } from '@/components/shell/hotkey';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { changeNote, colleaguesQuery, notesQuery, writeNote } from '@/lib/client/notes';
import { type CustomerNote, NOTE, type NoteColleague } from '@/lib/contracts/notes';
import { AWAY_WORDS } from '@/lib/words/away';
import { charactersLeft, noteHint, NOTE_WORDS as WORDS } from '@/lib/words/notes';
import { peopleFoundText } from '@/lib/words/person-filter';
import { noteLooksPersonal } from '@/lib/writing/personal';
import { keptDrafts } from '../kept-drafts';
import { colleaguesFor, mentionAt, mentionsIn, withMention } from './mention-text';

/** A note that was not saved. Its `id` stays: a note whose answer got lost must not be written twice. */
export interface NoteDraft {
  id: string;
  /** The note that was to be changed; `null` for a new one. */
  note: CustomerNote | null;
  text: string;
  picked: readonly NoteColleague[];
}

export const noteDrafts = keptDrafts<NoteDraft>();

interface NoteFormProps {
  uuid: string;
  /** The customer's. */
  name: string;
  /** The note that is changed, as the person saw it when the form opened; `null` for a new one. */
  note: CustomerNote | null;
  /** What a new note begins with. It is selected, so that the first key replaces it. */
  suggestion: string;
  /** The same note as it is now; `null` when it is gone. */
  now: CustomerNote | null;
  /** What was typed before, into a form that is gone. */
  kept: NoteDraft | undefined;
  /** @param isGone whether the form is gone: another one may be open in its place */
  onSaved: (isGone: boolean) => void;
  onClose: () => void;
}

/** The id of the box. */
export const NOTE_BOX = 'note-box';

/** So few characters before the end the form counts them. */
const COUNTED_FROM = 100;

/**
 * Writes or changes a note. A text that looks like a customer's data is warned of once, before it is saved. `@` opens the
 * list of colleagues; the box keeps the focus, and names the chosen one. A box of several lines may be no combobox.
 */
export function NoteForm({ uuid, name, note, suggestion, now, kept, onSaved, onClose }: NoteFormProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const client = useQueryClient();
  const [draft] = useState(() => ({ id: kept?.id ?? crypto.randomUUID(), text: note?.text ?? suggestion }));
  const [text, setText] = useState(kept?.text ?? draft.text);
  const [caret, setCaret] = useState(text.length);
  const [picked, setPicked] = useState<readonly NoteColleague[]>(kept?.picked ?? note?.mentions ?? []);
  const [warned, setWarned] = useState(false);
  const [noRoom, setNoRoom] = useState(false);
  const [closed, setClosed] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const { send, busy, error, stepUp } = useCall();
  const { notice } = useAway();
  const isUntouched = text === draft.text || (note === null && text.trim() === '');
  const guard = useLeaveGuard({ losing: isUntouched ? null : 'typed', busy, onClose });
  const { data } = useQuery(colleaguesQuery());

  const mention = mentionAt(text, caret);
  const isOpen = mention !== null && mention.from !== closed && data !== undefined;
  const people = isOpen ? colleaguesFor(data.colleagues, mention.typed) : [];
  const chosen = people[Math.min(at, people.length - 1)];
  const optionId = (person: NoteColleague) => `${id}-${person.id}`;
  const left = NOTE.most - text.length;
  const isGone = note !== null && now === null;
  const isChanged = now !== null && now.version !== note?.version;

  // React sets the text anew, and the caret with it.
  const place = useRef<number | null>(null);
  const begin = useEffectEvent(() => {
    box.current?.focus();
    // What was typed while this form was on its way.
    const typed = takeTyped();
    if (note !== null) return;
    const before = kept?.text ?? '';
    if (typed !== '') {
      place.current = before.length + typed.length;
      setText(before + typed);
      setCaret(place.current);
    } else if (suggestion !== '') box.current?.select();
  });
  useEffect(() => begin(), []);
  useLayoutEffect(() => {
    if (place.current !== null) box.current?.setSelectionRange(place.current, place.current);
    place.current = null;
  });

  const take = (person: NoteColleague) => {
    if (mention === null) return;
    const next = withMention(text, mention.from, caret, person.name);
    setNoRoom(next === null);
    // What is typed on could go on with the name; the keys of the list are the form's again.
    setClosed(mention.from);
    if (next === null) return;
    place.current = next.caret;
    setText(next.text);
    setCaret(next.caret);
    setPicked([...picked, person]);
  };
  const save = () => {
    const said = text.trim();
    if (said === '' || busy) return;
    const names = picked.map(({ name }) => name);
    if (!warned && noteLooksPersonal(said, names)) {
      setWarned(true);
      return;
    }
    const body = { text: said, mentions: mentionsIn(said, picked, note, data?.colleagues) };
    send(
      () =>
        now === null
          ? writeNote(uuid, { id: draft.id, ...body })
          : changeNote(uuid, now.id, { version: now.version, ...body }),
      () => onSaved(false),
      ({ status }) => {
        // Somebody was faster: the form then says what became of the note.
        if (status === 404 || status === 409) void client.invalidateQueries({ queryKey: notesQuery(uuid).queryKey });
      },
      {
        done: () => onSaved(true),
        failed: (failure) => {
          notice({
            tone: 'bad',
            title: AWAY_WORDS.noteNotSaved(name),
            body: failure && <ProblemText error={failure} />,
            actions: (closeNotice) => (
              <CustomerLink
                uuid={uuid}
                className={buttonClass({ size: 'sm' })}
                onOpen={() => {
                  noteDrafts.want(uuid, { id: draft.id, note, text, picked });
                  closeNotice();
                }}
              >
                {AWAY_WORDS.backToNote}
              </CustomerLink>
            ),
          });
        },
      },
    );
  };
  const keyDown = (event: KeyboardEvent) => {
    const { key } = event;
    // Enter ends what an input method composes, and Escape drops it.
    if (event.nativeEvent.isComposing) return;
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (isOpen && chosen !== undefined && (key === 'Enter' || key === 'Tab')) {
      event.preventDefault();
      take(chosen);
    } else if (isOpen && people.length > 0 && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      setAt((at + (key === 'ArrowDown' ? 1 : -1) + people.length) % people.length);
    } else if (key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (isOpen) setClosed(mention.from);
      else guard.close();
    }
  };
  const follow = (field: HTMLTextAreaElement) => {
    setCaret(field.selectionStart);
    setAt(0);
    // The sign is gone: another one in its place opens the list again.
    if (closed !== null && field.value[closed] !== '@') setClosed(null);
  };

  return (
    <form
      noValidate
      className="flex flex-col gap-2 px-4 py-3"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        save();
      }}
    >
      {error && <CallProblem title={WORDS.notSaved} error={error} />}
      <div className="relative">
        <textarea
          ref={box}
          id={NOTE_BOX}
          aria-label={WORDS.field}
          aria-describedby={`${id}-hint`}
          aria-autocomplete="list"
          aria-controls={isOpen ? `${id}-people` : undefined}
          aria-activedescendant={chosen && optionId(chosen)}
          dir="auto"
          rows={3}
          maxLength={NOTE.most}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWarned(false);
            setNoRoom(false);
            follow(event.currentTarget);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={keyDown}
          className="block w-full resize-y rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-ink text-lg sm:text-sm"
        />
        <p role="status" className="sr-only">
          {isOpen && (people.length === 0 ? WORDS.noPerson : peopleFoundText(people.length))}
        </p>
        {isOpen && (
          <div className="absolute start-0 top-full z-30 mt-1 w-64 max-w-full rounded-md border border-line bg-surface p-1">
            {/* The box keeps the focus when an option is pressed. */}
            <div
              id={`${id}-people`}
              role="listbox"
              aria-label={WORDS.people}
              onMouseDown={(event) => event.preventDefault()}
            >
              {people.map((person) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the box has the focus, and names the chosen option
                // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys
                <div
                  key={person.id}
                  id={optionId(person)}
                  role="option"
                  aria-selected={person === chosen}
                  onClick={() => take(person)}
                  className={cn(
                    'cursor-pointer truncate rounded-sm px-2 py-1.5 hover:bg-sunken',
                    person === chosen && 'bg-accent-soft',
                  )}
                >
                  <bdi>{person.name}</bdi>
                </div>
              ))}
            </div>
            {people.length === 0 && (
              <p aria-hidden className="px-2 py-1.5 text-muted text-xs">
                <bdi>{WORDS.noPerson}</bdi>
              </p>
            )}
          </div>
        )}
      </div>
      <p id={`${id}-hint`} className="text-muted text-xs">
        {text !== '' && text === suggestion && <bdi className="block">{WORDS.differsHint}</bdi>}
        <bdi>{left < COUNTED_FROM ? charactersLeft(left) : noteHint(NOTE.most)}</bdi>
      </p>
      <div role="status" className="flex flex-col gap-2">
        {noRoom && (
          <Alert tone="attention" role="group">
            {WORDS.noRoom}
          </Alert>
        )}
        {isGone && (
          <Alert tone="attention" role="group">
            {WORDS.goneMeanwhile}
          </Alert>
        )}
        {isChanged && (
          <Alert tone="attention" role="group" title={WORDS.changedMeanwhile}>
            {now.text}
          </Alert>
        )}
        {warned && (
          <Alert tone="attention" role="group">
            {WORDS.personal}
          </Alert>
        )}
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={guard.close}>{WORDS.cancel}</Button>
        <Button variant="primary" type="submit" loading={busy} disabled={text.trim() === ''}>
          {warned || isChanged ? WORDS.saveAnyway : isGone ? WORDS.saveAsNew : WORDS.save}
        </Button>
      </div>
      {guard.question}
      {stepUp}
    </form>
  );
}
