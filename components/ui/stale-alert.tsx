import type { ReactNode } from 'react';
import { Alert } from './alert';
import { Button } from './button';
import { cn } from './cn';

interface StaleAlertProps {
  retry: () => void;
  retrying: boolean;
  /** For an alert that does not span the page's whole width. */
  className?: string;
  children: ReactNode;
}

/** Above rows that could not be refreshed. The old rows stay; the text says how old they are. */
export function StaleAlert(props: StaleAlertProps) {
  return (
    <Alert
      tone="attention"
      role="status"
      className={cn(props.className ?? 'rounded-none border-x-0 border-b-0 px-4', 'shrink-0')}
      actions={
        <Button size="sm" loading={props.retrying} onClick={props.retry}>
          Try again
        </Button>
      }
    >
      {props.children}
    </Alert>
  );
}
