import type { ReactNode } from 'react';
import { Alert } from './alert';
import { Button } from './button';

/** Above rows that could not be refreshed. They stay, since they are better than none; the words say how old they are. */
export function StaleAlert(props: { retry: () => void; retrying: boolean; children: ReactNode }) {
  return (
    <Alert
      tone="attention"
      role="status"
      className="shrink-0 rounded-none border-x-0 border-b-0 px-4"
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
