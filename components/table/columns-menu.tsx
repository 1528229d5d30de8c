'use client';

import { Menu, MenuCheck } from '@/components/ui/menu';
import type { OpenMenu } from '@/components/ui/menu-button';
import type { Visibility } from './column-choice';
import type { ColumnLook } from './column-look';

interface ColumnsMenuProps {
  looks: Readonly<Record<string, ColumnLook>>;
  visibility: Visibility;
  setShown: (id: string, shown: boolean) => void;
}

export function ColumnsMenu({ looks, visibility, setShown, ...menu }: ColumnsMenuProps & OpenMenu) {
  return (
    <Menu {...menu} label="Columns">
      {Object.entries(looks).map(([id, { label, fixed }]) => (
        <MenuCheck
          key={id}
          checked={visibility[id] !== false}
          disabled={fixed === true}
          onCheckedChange={(shown) => setShown(id, shown)}
        >
          {label}
        </MenuCheck>
      ))}
    </Menu>
  );
}
