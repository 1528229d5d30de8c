/** Counts what a person does, key by key and click by click; a value that is typed in one go is one step. */
export function countedSteps(): {
  list: string[];
  took: () => number;
  did: (step: string, act: () => Promise<unknown>) => Promise<void>;
} {
  const list: string[] = [];
  const began = Date.now();
  return {
    list,
    took: () => Date.now() - began,
    did: async (step, act) => {
      list.push(step);
      await act();
    },
  };
}

/** An agent's ordinary correction may take no more, from the customer's page on. */
export const CORRECTION = { steps: 12, ms: 45_000 } as const;
