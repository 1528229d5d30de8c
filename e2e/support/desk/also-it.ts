import { it } from 'vitest';
import { thorough } from './thorough';

/** A test of a kind that another one has an example of, for `npm run torture`. */
export function alsoIt(name: string, test: () => Promise<void>, timeout?: number): void {
  if (thorough) it(name, test, timeout);
}
