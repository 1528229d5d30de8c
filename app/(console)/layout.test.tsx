import { isValidElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import ConsoleLayout from './layout';

/** The first HTML decides what paper has before any script runs (docs/decisions.md, decision 68). */

const asks = vi.hoisted(() => vi.fn());
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }));
vi.mock('@/lib/server/http/viewer', () => ({ requireViewer: async () => ({ role: 'support' }) }));
vi.mock('@/lib/server/use-cases/customers/guard', () => ({ callerCheckMode: () => 'off' }));
vi.mock('@/lib/server/use-cases/purpose', () => ({ asksForPrints: asks, purposesOffered: () => [] }));
vi.mock('@/lib/server/use-cases/sessions/ways-in', () => ({ waysIn: () => ({}) }));
vi.mock('@/lib/server/use-cases/while-waiting', () => ({ patienceOf: () => 0 }));
vi.mock('@/components/customer-search/top-search', () => ({ TopSearch: () => null }));
vi.mock('@/components/shell/app-shell', () => ({ AppShell: ({ refusal }: { refusal: ReactNode }) => refusal }));
vi.mock('@/components/shell/providers', () => ({ Providers: ({ children }: { children: ReactNode }) => children }));
vi.mock('./customer-stage', () => ({ CustomerStage: () => null }));
vi.mock('./reader-zone', () => ({ readerZone: async () => 'UTC' }));
vi.mock('./tab-memory', () => ({ TabMemory: () => null }));

it('has a sentence for paper in place of the page where the operator asks what prints are for, and nowhere else', async () => {
  const html = async (doesAsk: boolean) => {
    asks.mockReturnValue(doesAsk);
    const layout = await ConsoleLayout({ children: null });
    expect(isValidElement(layout)).toBe(true);
    return renderToStaticMarkup(layout);
  };
  expect(await html(true)).toMatch(
    /^<p data-refusal="true" class="hidden print:block">Nothing was printed: [^<]+<\/p>$/,
  );
  expect(await html(false)).toBe('');
});
