'use client';

import { useQuery } from '@tanstack/react-query';
import { BookmarkPlus, ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { ColumnView } from '@/components/table/column-choice';
import type { ColumnLook } from '@/components/table/column-look';
import { Menu, MenuCheck, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { OpenMenu } from '@/components/ui/menu-button';
import { viewCountsQuery, viewsQuery } from '@/lib/client/views';
import type { SavedView, ViewPage, ViewState } from '@/lib/contracts/views';
import { viewCountText, viewsFoundText, VIEW_WORDS as WORDS } from '@/lib/words/views';
import { ManageViewsDialog } from './manage-views-dialog';
import { SaveViewDialog } from './save-view-dialog';
import { arrangedAs, shownColumns, showState, stateOf } from './view-state';

interface ViewsMenuProps extends OpenMenu {
  page: ViewPage;
  looks: Readonly<Record<string, ColumnLook>>;
  /** How the person has arranged the columns. */
  view: ColumnView;
  change: (view: ColumnView) => void;
}

/** The saved views of one page: opens one, counts them on demand, saves what is shown. */
export function ViewsMenu({ page, looks, view: arranged, change, ...menu }: ViewsMenuProps) {
  const [counting, setCounting] = useState(false);
  const counts = useQuery({ ...viewCountsQuery(page), enabled: counting && menu.open, retry: false });
  const [dialog, setDialog] = useState<{ kind: 'save' | 'manage'; state: ViewState } | null>(null);
  // The dialog shows what it changes.
  const { data, error } = useQuery({ ...viewsQuery, enabled: menu.open || dialog !== null });
  const views = (data?.views ?? []).filter(({ state }) => state.page === page);
  const close = () => setDialog(null);
  const open = (kind: 'save' | 'manage') => {
    setDialog({ kind, state: { ...stateOf(page, window.location.search), columns: shownColumns(arranged) } });
  };
  const show = ({ state }: SavedView) => {
    if (state.columns !== undefined) change(arrangedAs(state.columns, arranged, looks));
    showState(state);
  };
  const group = (label: string, members: SavedView[]) => (
    <ViewGroup
      label={label}
      views={members}
      count={({ id }) => (counting ? (viewCountText(counts.data?.counts[id]) ?? (counts.error ? '–' : '…')) : null)}
      show={show}
    />
  );
  const told = data === undefined ? (error ? WORDS.failed : WORDS.loading) : viewsFoundText(views.length);
  const toldCounts = counts.error ? WORDS.uncounted : counts.data ? WORDS.counted : WORDS.counting;
  return (
    <>
      {/* A menu owns items alone. What it hides from screen readers meanwhile are places without `aria-live`. */}
      <p role="status" aria-live="polite" className="sr-only">
        {menu.open && (counting ? toldCounts : told)}
      </p>
      <Menu {...menu} label={WORDS.menu}>
        {data === undefined && (
          <p className="px-2 py-1.5 text-muted">
            <bdi>{error ? WORDS.failed : WORDS.loading}</bdi>
          </p>
        )}
        {data !== undefined && views.length === 0 && (
          <p className="px-2 py-1.5 text-muted">
            <bdi>{WORDS.none}</bdi>
          </p>
        )}
        {group(
          WORDS.mine,
          views.filter(({ team }) => !team),
        )}
        {group(
          WORDS.team,
          views.filter(({ team }) => team),
        )}
        <MenuSeparator />
        {views.length > 0 && (
          <MenuCheck checked={counting} onCheckedChange={setCounting}>
            {WORDS.counts}
          </MenuCheck>
        )}
        <MenuItem icon={BookmarkPlus} onSelect={() => open('save')}>
          <bdi>{WORDS.save}</bdi>
        </MenuItem>
        {views.length > 0 && (
          <MenuItem icon={ListChecks} onSelect={() => open('manage')}>
            <bdi>{WORDS.manage}</bdi>
          </MenuItem>
        )}
      </Menu>
      {dialog?.kind === 'save' && <SaveViewDialog state={dialog.state} returnTo={menu.anchor} onClose={close} />}
      {dialog?.kind === 'manage' && (
        <ManageViewsDialog views={views} shown={dialog.state} returnTo={menu.anchor} onClose={close} />
      )}
    </>
  );
}

interface ViewGroupProps {
  label: string;
  views: readonly SavedView[];
  /** The number beside a view; `null` where it is not asked for. */
  count: (view: SavedView) => string | null;
  show: (view: SavedView) => void;
}

function ViewGroup({ label, views, count, show }: ViewGroupProps) {
  if (views.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu.
    <div role="group" aria-label={label}>
      <p aria-hidden className="px-2 pt-2 pb-1 text-muted text-xs">
        {label}
      </p>
      {views.map((view) => (
        <MenuItem key={view.id} onSelect={() => show(view)}>
          <bdi title={view.name} className="min-w-0 flex-1 truncate">
            {view.name}
          </bdi>
          {count(view) !== null && <span className="text-muted text-xs tabular-nums">{count(view)}</span>}
        </MenuItem>
      ))}
    </div>
  );
}
