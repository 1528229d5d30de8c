import 'server-only';

/** Different things of the last while, each with the row that met it last. */
export interface Recent {
  /** @returns how many different things the last `span` ms hold, this one included */
  add(thing: string, at: number, seq: number): number;
  /** The rows of what the span holds, oldest first. */
  rows(): number[];
  since(): number;
}

/** @param span ms; things that were not met again within it are forgotten */
export function recent(span: number): Recent {
  // A map keeps the order in which things were put in, so the oldest stand first.
  const held = new Map<string, { at: number; seq: number }>();
  return {
    add(thing, at, seq) {
      for (const [old, met] of held) {
        if (met.at > at - span) break;
        held.delete(old);
      }
      held.delete(thing);
      held.set(thing, { at, seq });
      return held.size;
    },
    rows: () => [...held.values()].map(({ seq }) => seq),
    since: () => held.values().next().value?.at ?? 0,
  };
}
