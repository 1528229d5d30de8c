'use client';

import { useClosesWithView } from '@/components/address/use-closes-with-view';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { can } from '@/lib/access';
import { allKeysOf, neededFor, placeOf, SHORTCUT_IDS, SHORTCUT_PLACES, type ShortcutId } from '@/lib/shortcut-places';
import { isSingleCharacter } from '@/lib/shortcuts';
import { SHORTCUT_WORDS as WORDS } from '@/lib/words/shortcuts';
import { keyWord } from '@/lib/words/top-bar';
import { usePreferences } from './preferences-context';
import { useViewer } from './viewer-context';

/** Every shortcut that this person may use, by place, and the choice to do without single keys. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  useClosesWithView(onClose);
  const viewer = useViewer();
  const { keys, choose } = usePreferences();
  const singles = keys === 'on';
  const isTold = (id: ShortcutId) => {
    const permission = neededFor(id);
    return permission === undefined || can(viewer, permission);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={WORDS.title} className="max-w-3xl">
      <label className="mb-4 flex w-fit items-center gap-2">
        <input
          type="checkbox"
          checked={singles}
          onChange={(event) => choose('keys', event.currentTarget.checked ? 'on' : 'off')}
          className="size-4 accent-(--accent)"
        />
        <bdi>{WORDS.singles}</bdi>
      </label>
      <p role="status" className="mb-4 text-muted empty:sr-only">
        {!singles && <bdi>{WORDS.singlesOff}</bdi>}
      </p>
      <div className="gap-8 sm:columns-2">
        {SHORTCUT_PLACES.map((place) => (
          <section key={place} aria-label={WORDS.places[place]} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-medium text-muted text-xs">{WORDS.places[place]}</h3>
            <dl>
              {SHORTCUT_IDS.filter((id) => placeOf(id) === place && isTold(id)).map((id) => (
                <div
                  key={id}
                  className="flex min-h-8 items-center justify-between gap-4 border-line border-b last:border-0"
                >
                  <dt>{WORDS.does[id]}</dt>
                  <dd className="flex gap-1">
                    {allKeysOf(id).map((key) => (
                      <span key={key} className={singles || !isSingleCharacter(key) ? undefined : 'line-through'}>
                        <Kbd>{keyWord(key)}</Kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
