/** Where something may float over a page without covering what people press. */

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Taken {
  /** Buttons, fields, the pager: never to be covered. */
  controls: readonly Box[];
  /** Links, and an open dialog: better not covered. */
  others: readonly Box[];
}

interface Room {
  width: number;
  height: number;
  /** Whether the page reads from right to left: its end is on the left. */
  mirrored: boolean;
}

const MARGIN = 16;
const STEP = 8;

/**
 * The place for a box of this size: the lowest one at the page's end that covers nothing, then one that covers no
 * control. If everywhere is a control, the place that covers the least of them.
 */
export function freePlace(size: Pick<Box, 'width' | 'height'>, { controls, others }: Taken, room: Room): Box {
  const places = placesFor(size, room);
  const isFree = (taken: readonly Box[]) => (place: Box) => taken.every((one) => overlap(one, place) === 0);
  const covered = (place: Box) => controls.reduce((sum, one) => sum + overlap(one, place), 0);
  return (
    places.find(isFree([...controls, ...others])) ??
    places.find(isFree(controls)) ??
    places.reduce((best, place) => (covered(place) < covered(best) ? place : best))
  );
}

/** From the bottom up, at the end, the start and the middle of each line. */
function placesFor({ width, height }: Pick<Box, 'width' | 'height'>, room: Room): [Box, ...Box[]] {
  const [left, right] = [MARGIN, Math.max(MARGIN, room.width - MARGIN - width)];
  const [end, start] = room.mirrored ? [left, right] : [right, left];
  const lowest = Math.max(MARGIN, room.height - MARGIN - height);
  const lines = Math.max(1, Math.floor((lowest - MARGIN) / STEP) + 1);
  const places = Array.from({ length: lines }, (_, line) =>
    [end, start, (left + right) / 2].map((x): Box => ({ x, y: lowest - line * STEP, width, height })),
  ).flat();
  return [{ x: end, y: lowest, width, height }, ...places];
}

/** The area that two boxes share, px². */
function overlap(one: Box, other: Box): number {
  const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return wide > 0 && high > 0 ? wide * high : 0;
}
