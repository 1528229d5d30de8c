'use client';

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

/** The number by which the log has a server error. The error's message never reaches the browser. */
function digestOf(error: unknown): string | undefined {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined;
  return typeof digest === 'string' ? digest : undefined;
}
