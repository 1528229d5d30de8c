'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { useLoaded } from '@/components/ui/use-loaded';
import type { OwnPasskeys, PasskeyEntry } from '@/lib/contracts/passkeys';
import { formatMoment } from '@/lib/words/format';
import { PASSKEY_WORDS as WORDS } from '@/lib/words/passkeys';

const loadTasks = () => import('./passkey-tasks').then((module) => module.PasskeyTask);

export type PasskeyTaskKind = { kind: 'add' } | { kind: 'rename' | 'remove'; passkey: PasskeyEntry };

interface PasskeysPanelProps {
  state: OwnPasskeys;
  onChanged: () => void;
}

/** A person's own passkeys: the list, and the dialogs that add, rename and remove one. */
export function PasskeysPanel({ state, onChanged }: PasskeysPanelProps) {
  const [PasskeyTask, , askForTasks] = useLoaded(loadTasks);
  const [task, setTask] = useState<PasskeyTaskKind | null>(null);
  const open = (next: PasskeyTaskKind) => void askForTasks(() => setTask(next));
  const { offered, required, most, passkeys } = state;
  if (!offered && passkeys.length === 0) return null;
  return (
    <Panel
      title={WORDS.listed}
      bodyClassName="flex flex-col gap-3"
      actions={
        offered &&
        passkeys.length > 0 &&
        passkeys.length < most && (
          <Button size="sm" onClick={() => open({ kind: 'add' })}>
            {WORDS.add}
          </Button>
        )
      }
    >
      {passkeys.length === 0 ? (
        <>
          <p>
            <bdi>{WORDS.about}</bdi>
          </p>
          <div>
            <Button variant={required ? 'primary' : 'secondary'} onClick={() => open({ kind: 'add' })}>
              {WORDS.add}
            </Button>
          </div>
        </>
      ) : (
        <ul aria-label={WORDS.listed} className="-my-2 flex flex-col divide-y divide-line">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onTask={open} />
          ))}
        </ul>
      )}
      {task && PasskeyTask && <PasskeyTask task={task} onChanged={onChanged} onClose={() => setTask(null)} />}
    </Panel>
  );
}

function PasskeyRow({ passkey, onTask }: { passkey: PasskeyEntry; onTask: (task: PasskeyTaskKind) => void }) {
  const { name, synced, createdAt, lastUsedAt } = passkey;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <span className="flex flex-wrap items-center gap-2">
          <bdi className="min-w-0 wrap-anywhere font-medium">{name}</bdi>
          {synced && <Badge>{WORDS.synced}</Badge>}
        </span>
        <span className="block text-muted text-xs">
          <bdi>{WORDS.created(formatMoment(createdAt))}</bdi>
        </span>
        <span className="block text-muted text-xs">
          <bdi>{lastUsedAt ? WORDS.lastUsed(formatMoment(lastUsedAt)) : WORDS.neverUsed}</bdi>
        </span>
      </div>
      <span className="flex gap-2">
        <Button size="sm" aria-label={WORDS.renameOne(name)} onClick={() => onTask({ kind: 'rename', passkey })}>
          {WORDS.rename}
        </Button>
        <Button size="sm" aria-label={WORDS.removeOne(name)} onClick={() => onTask({ kind: 'remove', passkey })}>
          {WORDS.remove}
        </Button>
      </span>
    </li>
  );
}
