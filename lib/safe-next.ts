import { routes } from './routes';

/** Stands for our own origin, because only paths matter here. */
const HERE = 'http://desk.invalid';

/**
 * The page after sign-in: `next` when it is a path of this desk, else the list. Parsed as a browser does, because
 * `//host`, `/\host`, `/<tab>/host` and `/.//host` all lead to another site. The result is checked again for the same
 * reason.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith('/') || !URL.canParse(next, HERE)) return routes.customers();
  const url = new URL(next, HERE);
  const path = url.pathname + url.search + url.hash;
  const leadsAway = url.origin !== HERE || path.startsWith('//') || url.pathname.startsWith('/api/');
  return leadsAway ? routes.customers() : path;
}
