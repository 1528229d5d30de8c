import type { ReactNode } from 'react';
import { PageTaken } from './early/taken-over';
import { Logo } from './logo';

/** The frame of the pages before the desk: sign-in, choosing a password, setting up a second factor. */
export function EntryCard({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-4 pt-[14vh] pb-8">
      <div className="rounded-md border border-line bg-surface p-6">
        <Logo className="mb-4 size-8" />
        <h1 className="mb-1 font-semibold text-xl">{title}</h1>
        <p className="mb-6 text-muted">
          <bdi>{about}</bdi>
        </p>
        {children}
        <PageTaken />
      </div>
    </main>
  );
}
