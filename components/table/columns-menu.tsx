'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { OpenMenu } from '@/components/ui/menu-button';
import { COLUMN_WORDS } from '@/lib/words/columns';
import { ArrangeColumnsDialog } from './arrange-columns-dialog';
import type { ColumnView } from './column-choice';
import type { ColumnLook } from './column-look';
import { DENSITIES, type Density } from './density';

interface ColumnsMenuProps {
  looks: Readonly<Record<string, ColumnLook>>;
  view: ColumnView;
  change: (view: ColumnView) => void;
  /** Left out where the rows have one height. */
  density?: { now: Density; choose: (density: Density) => void };
}

/** Which columns a table shows, how high its rows are, and the way to their order and widths. */
export function ColumnsMenu({ looks, view, change, density, ...menu }: ColumnsMenuProps & OpenMenu) {
  const [arranging, setArranging] = useState(false);
  return (
    <>
      <Menu {...menu} label="Columns">
        {view.order.map((id) => {
          const look = looks[id];
          return look === undefined ? null : (
            <MenuCheck
              key={id}
              checked={view.visibility[id] !== false}
              disabled={look.fixed === true}
              onCheckedChange={(shown) => change({ ...view, visibility: { ...view.visibility, [id]: shown } })}
            >
              {look.label}
            </MenuCheck>
          );
        })}
        <MenuSeparator />
        <MenuItem icon={SlidersHorizontal} onSelect={() => setArranging(true)}>
          <bdi>{COLUMN_WORDS.arrange}</bdi>
        </MenuItem>
        {density && (
          <MenuChoice<Density>
            label={COLUMN_WORDS.density}
            value={density.now}
            options={DENSITIES.map((value) => ({ value, label: COLUMN_WORDS.densities[value] }))}
            onValueChange={density.choose}
          />
        )}
      </Menu>
      {arranging && (
        <ArrangeColumnsDialog
          looks={looks}
          view={view}
          change={change}
          returnTo={menu.anchor}
          onClose={() => setArranging(false)}
        />
      )}
    </>
  );
}
