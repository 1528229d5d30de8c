'use client';

import { digestOf } from '@/components/shell/digest';
import { ErrorState } from '@/components/ui/error-state';

export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <ErrorState
      title="This page could not be shown"
      message="Nothing was changed. Try again; if it stays like this, tell your administrator."
      requestId={digestOf(error)}
      onRetry={retry}
      className="pt-24"
    />
  );
}
