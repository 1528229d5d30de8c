import { afterEach, expect, test, vi } from 'vitest';

/** The steps of a frame alone: `e2e/journeys/opening.spec.ts` opens customers in a browser. */

const push = vi.fn();
vi.mock('react', () => ({
  createContext: () => null,
  useCallback: (made: unknown) => made,
  useEffect: (effect: () => void) => effect(),
  useEffectEvent: (made: unknown) => made,
  useLayoutEffect: (effect: () => void) => effect(),
  useState: (first: unknown) => [first, () => {}],
}));
vi.mock('next/navigation', () => ({ usePathname: () => '/customers/a', useRouter: () => ({ push }) }));

afterEach(() => {
  vi.unstubAllGlobals();
});

test('before the code of customers, a link to the one on screen asks the router for nothing, and no key waits', async () => {
  const location = { pathname: '/customers/a', href: 'https://desk.example/customers/a' };
  vi.stubGlobal('window', Object.assign(new EventTarget(), { location }));
  const { pageIsComing, useCustomerOpening, useStage } = await import('./customer-stage');
  useStage({ inside: '/customers/a', prepare: () => {}, ready: false, onOpen: () => {} });
  const open = useCustomerOpening();
  expect(open('a')).toBe(true);
  expect(push).not.toHaveBeenCalled();
  expect(pageIsComing()).toBe(false);
  expect(open('b')).toBe(false);
  expect(push).toHaveBeenCalledWith('/customers/b');
  expect(pageIsComing()).toBe(true);
});
