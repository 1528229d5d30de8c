'use client';

import { keptChoice, useKept } from '@/components/ui/kept-choice';

export const DENSITIES = ['normal', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

const kept = keptChoice('desk-density');

/** How high the rows of long lists are, as this browser keeps it. */
export function useDensity(): { now: Density; choose: (density: Density) => void } {
  const stored = useKept(kept);
  return { now: stored === 'compact' ? 'compact' : 'normal', choose: kept.write };
}
