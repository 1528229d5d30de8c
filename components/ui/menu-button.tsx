'use client';

import { type ComponentType, type ReactNode, useRef, useState } from 'react';
import { Button, type ButtonLook } from './button';
import { LoadFailed } from './load-failed';
import type { MenuProps } from './menu';
import { useLoaded } from './use-loaded';

/** The props that a lazily loaded menu passes on to `Menu`. */
export type OpenMenu = Pick<MenuProps, 'open' | 'onOpenChange' | 'anchor'>;

interface MenuButtonProps<P extends object> extends ButtonLook {
  label?: string;
  className?: string;
  children: ReactNode;
  /** A module-scope function: `() => import('./columns-menu').then((module) => module.ColumnsMenu)`. */
  load: () => Promise<ComponentType<P & OpenMenu>>;
  menuProps: P;
}

/**
 * A button with a menu. The menu's code loads when the pointer or the focus reaches the button, so the click need not
 * wait, and a page whose menu stays closed never loads it.
 */
export function MenuButton<P extends object>(props: MenuButtonProps<P>) {
  const { label, load, menuProps, children, ...look } = props;
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [Popup, fetchIt, askFor] = useLoaded(load);
  const show = () => void askFor(() => setOpen(true)).then((worked) => setFailed(!worked));
  return (
    <>
      {failed && <LoadFailed className="self-center" />}
      <Button
        {...look}
        ref={anchor}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open && Popup !== null}
        onPointerEnter={() => void fetchIt()}
        onFocus={() => void fetchIt()}
        onClick={() => (open ? setOpen(false) : show())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          show();
        }}
      >
        {children}
      </Button>
      {Popup && <Popup {...menuProps} open={open} onOpenChange={setOpen} anchor={anchor} />}
    </>
  );
}
