import { draws } from './draw.ts';
import type { World } from './world.ts';

export interface Churn {
  touch?: number;
  add?: number;
  remove?: number;
}

const SALT = 77;
/** A draw that falls on nobody is repeated, in a world of only named customers not for ever. */
const TRIES = 50;

/** So many customers are changed, added and removed elsewhere; another `turn` falls on others. Never on named ones. */
export function churn(world: World, { touch = 0, add = 0, remove = 0 }: Churn, turn: number): void {
  const draw = draws(world.seed, turn, SALT);
  const named = new Set(world.named().values());
  const someone = () => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const index = draw.between(0, world.given() - 1);
      if (world.isThere(index) && !named.has(index)) return index;
    }
    return undefined;
  };
  for (let done = 0; done < touch; done += 1) {
    const index = someone();
    if (index !== undefined) world.put(index, { ...world.record(index), updatedAt: world.stamp() });
  }
  for (let done = 0; done < add; done += 1) world.add((blank) => blank);
  for (let done = 0; done < remove; done += 1) {
    const index = someone();
    if (index !== undefined) world.remove(index);
  }
}
