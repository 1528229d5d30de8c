'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type RefObject, type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { CallProblem } from '@/components/shell/call-problem';
import { useLeaveGuard } from '@/components/shell/leaving/use-leave-guard';
import { useAway } from '@/components/shell/use-away';
import { useCall } from '@/components/shell/use-call';
import { useCan } from '@/components/shell/viewer-context';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { changeView, removeView, viewsQuery } from '@/lib/client/views';
import { type SavedView, VIEW_NAME, type ViewPatch, type ViewState } from '@/lib/contracts/views';
import { viewPath } from '@/lib/view-routes';
import { AWAY_WORDS } from '@/lib/words/away';
import { VIEW_WORDS } from '@/lib/words/views';
import { nameProblem } from './save-view-dialog';
import { keptState } from './view-state';

const WORDS = VIEW_WORDS.managing;

interface ManageViewsDialogProps {
  views: readonly SavedView[];
  /** What the page shows now. */
  shown: ViewState;
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** Renames, updates, shares, links to and removes views. Colleagues' views of the team can only be linked to. */
export function ManageViewsDialog({ views, shown, returnTo, onClose }: ManageViewsDialogProps) {
  const list = useRef<HTMLUListElement>(null);
  const [told, setTold] = useState('');
  /** By the view's id, while they are not saved. */
  const [names, setNames] = useState<Readonly<Record<string, string | null>>>({});
  const isTyped = views.some(({ id, name }) => (names[id] ?? name).trim() !== name);
  const guard = useLeaveGuard({ losing: isTyped ? 'typed' : null, onClose });
  // “Set to what is shown now” must mean what is on screen.
  useClosesWithView(() => !isTyped && onClose());
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && guard.close()}
      title={WORDS.title}
      finalFocus={returnTo}
      className="max-w-2xl"
      footer={<Button onClick={guard.close}>{WORDS.done}</Button>}
    >
      <p role="status" className="sr-only">
        {told}
      </p>
      {views.length === 0 ? (
        <p className="text-muted">
          <bdi>{WORDS.nothing}</bdi>
        </p>
      ) : (
        <ul ref={list} aria-label={WORDS.title} tabIndex={-1} className="flex flex-col outline-none">
          {views.map((view) => (
            <li key={view.id} className="border-line border-t py-2 first:border-t-0">
              <ViewLine
                view={view}
                name={names[view.id] ?? view.name}
                shown={shown}
                onName={(name) => setNames((before) => ({ ...before, [view.id]: name }))}
                onTell={setTold}
                onRemoved={() => {
                  setTold(WORDS.removed(view.name));
                  list.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {guard.question}
    </Dialog>
  );
}

interface ViewLineProps {
  view: SavedView;
  /** As it stands in the box. */
  name: string;
  shown: ViewState;
  /** `null`: what was typed is saved. */
  onName: (name: string | null) => void;
  onTell: (outcome: string) => void;
  /** Takes the focus that goes with the removed line. */
  onRemoved: () => void;
}

function ViewLine({ view, name, shown, onName, onTell, onRemoved }: ViewLineProps) {
  const client = useQueryClient();
  const mayDigest = useCan('views:manage');
  const [asking, setAsking] = useState(false);
  const [updated, setUpdated] = useState(false);
  const { send, busy, error, stepUp } = useCall();
  const { notDone } = useAway();
  /** As of the opening of the dialog, or of the person's own change: the list may hold a colleague's change by now. */
  const [version, setVersion] = useState(view.version);
  const refresh = () => client.invalidateQueries(viewsQuery);
  const readAnew = async () => {
    await refresh();
    const now = client.getQueryData(viewsQuery.queryKey)?.views.find(({ id }) => id === view.id);
    if (now !== undefined) setVersion(now.version);
  };
  const patch = (change: Omit<ViewPatch, 'version'>, done = () => onTell(WORDS.changed(view.name))) => {
    setUpdated(false);
    onTell('');
    send(
      () => changeView(view.id, { version, ...change }),
      (changed) => {
        // Now, and not with the next list: the next change starts from this version.
        setVersion(changed.version);
        client.setQueryData(viewsQuery.queryKey, (list) => list && withView(list.views, changed));
        done();
        void refresh();
      },
      // A colleague may have changed or removed the view. Once the person is told, the next change starts from theirs.
      ({ code }) => void (code === 'changed_meanwhile' ? readAnew() : refresh()),
      { failed: (reason) => notDone(AWAY_WORDS.viewNotChanged(view.name), reason, change.name) },
    );
  };
  const problem = nameProblem(name, true);
  const isNew = name.trim() !== view.name && problem === null;
  const rename = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const renamed = () => {
      onName(null);
      onTell(WORDS.changed(name.trim()));
    };
    if (isNew) patch({ name: name.trim() }, renamed);
  };
  // A view without columns leaves them to each colleague's browser.
  const update = () => patch({ state: keptState(shown, view.state.columns !== undefined) }, () => setUpdated(true));
  const remove = () => {
    flushSync(() => setAsking(false));
    send(
      () => removeView(view.id),
      () => {
        onRemoved();
        void refresh();
      },
      undefined,
      { failed: (reason) => notDone(AWAY_WORDS.viewNotRemoved(view.name), reason) },
    );
  };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        {view.mayChange ? (
          <form onSubmit={rename} className="flex min-w-28 flex-1 items-center gap-2">
            <Input
              aria-label={WORDS.nameOf(view.name)}
              value={name}
              dir="auto"
              autoComplete="off"
              maxLength={VIEW_NAME.most}
              {...(problem !== null && { 'aria-invalid': true, 'aria-describedby': `${view.id}-problem` })}
              onChange={(event) => onName(event.target.value)}
            />
            {isNew && (
              <Button size="sm" type="submit" loading={busy}>
                {WORDS.rename}
              </Button>
            )}
          </form>
        ) : (
          <bdi className="min-w-0 flex-1 truncate font-medium">{view.name}</bdi>
        )}
        {!view.mine && <bdi className="text-muted text-xs">{WORDS.by(view.by)}</bdi>}
        <CopyButton
          value={() => new URL(viewPath(view.id), window.location.href).href}
          label={WORDS.copyLink(view.name)}
        />
        {view.mayChange && (
          <Button
            variant="ghost"
            size="icon"
            aria-label={WORDS.removeNamed(view.name)}
            title={WORDS.remove}
            onClick={() => setAsking(true)}
          >
            <Trash2 aria-hidden />
          </Button>
        )}
      </div>
      <p id={`${view.id}-problem`} role="status" className="text-bad text-xs empty:sr-only">
        {problem !== null && <bdi>{problem}</bdi>}
      </p>
      {view.mayChange && (
        <div className="flex flex-wrap items-center gap-x-4">
          {view.mine && (
            <Flag label={WORDS.team} checked={view.team} busy={busy} onChange={(team) => patch({ team })} />
          )}
          {mayDigest && view.team && (
            <Flag label={WORDS.digest} checked={view.digest} busy={busy} onChange={(digest) => patch({ digest })} />
          )}
          <Button size="sm" variant="ghost" className="ms-auto" loading={busy} onClick={update}>
            {WORDS.update}
          </Button>
        </div>
      )}
      <p role="status" className="text-xs empty:sr-only">
        {updated && <bdi>{WORDS.updated}</bdi>}
      </p>
      {error && <CallProblem error={error} />}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={WORDS.removeQuestion(view.name)}
        keepLabel={WORDS.keep}
        confirmLabel={WORDS.remove}
        onConfirm={remove}
      />
      {stepUp}
    </div>
  );
}

function withView(views: readonly SavedView[], changed: SavedView): { views: SavedView[] } {
  return { views: views.map((one) => (one.id === changed.id ? changed : one)) };
}

function Flag(props: { label: string; checked: boolean; busy: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex h-7 items-center gap-2 text-xs">
      <input
        type="checkbox"
        checked={props.checked}
        aria-disabled={props.busy}
        onChange={(event) => !props.busy && props.onChange(event.currentTarget.checked)}
        className="size-3.5 accent-accent"
      />
      {props.label}
    </label>
  );
}
