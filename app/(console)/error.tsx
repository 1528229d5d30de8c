'use client';

import { useEffect } from 'react';
import { PlainFailure } from '@/components/ui/plain-failure';

/** How many pages this tab has drawn again by itself, and when it last did, ms. */
const redrawn = { times: 0, at: 0 };
const MOST_TIMES = 3;
const WITHIN_MS = 10_000;

/**
 * Whether something other than React changed the page's nodes: a translator or an extension that wraps text. React then
 * fails to remove a node that is no longer where React put it. Drawing the page again makes new nodes and loses nothing
 * that the server holds. A page that keeps failing is shown as failed.
 */
function isForeignChange(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  const redraws = isForeignChange(error) && (redrawn.times < MOST_TIMES || Date.now() - redrawn.at > WITHIN_MS);
  useEffect(() => {
    if (!redraws) return;
    redrawn.times = Date.now() - redrawn.at > WITHIN_MS ? 1 : redrawn.times + 1;
    redrawn.at = Date.now();
    retry();
  }, [redraws, retry]);
  if (redraws) return null;
  return (
    <PlainFailure
      title="This page could not be shown"
      message="Nothing was changed. Try again; if it stays like this, tell your administrator."
      requestId={digestOf(error)}
      onRetry={retry}
      className="pt-24 pb-12"
    />
  );
}

/** The number by which the log has a server error. The error's message never reaches the browser. */
function digestOf(error: unknown): string | undefined {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined;
  return typeof digest === 'string' ? digest : undefined;
}
