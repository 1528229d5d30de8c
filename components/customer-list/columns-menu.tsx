'use client';

import { Menu, MenuCheck } from '@/components/ui/menu';
import type { OpenMenu } from '@/components/ui/menu-button';
import type { Visibility } from './column-choice';
import { COLUMN_IDS, COLUMN_LAYOUT, type ColumnId } from './column-ids';

export interface ColumnsMenuProps {
  visibility: Visibility;
  setShown: (id: ColumnId, shown: boolean) => void;
}

export function ColumnsMenu({ visibility, setShown, ...menu }: ColumnsMenuProps & OpenMenu) {
  return (
    <Menu {...menu} label="Columns">
      {COLUMN_IDS.map((id) => (
        <MenuCheck
          key={id}
          checked={visibility[id] !== false}
          // Without its name a row has no link.
          disabled={id === 'name'}
          onCheckedChange={(shown) => setShown(id, shown)}
        >
          {COLUMN_LAYOUT[id].label}
        </MenuCheck>
      ))}
    </Menu>
  );
}
