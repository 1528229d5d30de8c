/** Zoom, position and rotation of an image. Offsets are CSS px from the middle of the stage, not scaled by the zoom. */
export interface View {
  /** At 1 the image fits the stage. */
  zoom: number;
  x: number;
  y: number;
  /** Quarter turns clockwise. */
  turns: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export const FIT: View = { zoom: 1, x: 0, y: 0, turns: 0 };
export const MAX_ZOOM = 10;
export const ZOOM_STEP = 1.4;
/** A small image in its actual size may be smaller than its stage. */
const LEAST_ZOOM = 0.1;

/** How far a small image is enlarged to fit. Beyond this, its pixels blur. */
const MAX_ENLARGEMENT = 3;

/** Image px to CSS px at zoom 1. */
export function fitScale(image: Size, stage: Size, turns: number): number {
  const upright = turned(image, turns);
  if (upright.width <= 0 || upright.height <= 0) return 1;
  return Math.min(stage.width / upright.width, stage.height / upright.height, MAX_ENLARGEMENT);
}

/** Zooms by a factor. The point `at` (px from the middle of the stage, such as the cursor) stays in place. */
export function zoomBy(view: View, factor: number, at: Point = { x: 0, y: 0 }): View {
  const zoom = Math.min(MAX_ZOOM, Math.max(Math.min(1, view.zoom), view.zoom * factor));
  const ratio = zoom / view.zoom;
  return { ...view, zoom, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/**
 * One pixel of the image on one CSS pixel of the screen.
 * @param fit the scale at which the image fits its stage
 */
export function actualSize(view: View, fit: number): View {
  return { ...view, zoom: Math.min(MAX_ZOOM, Math.max(LEAST_ZOOM, 1 / fit)) };
}

export function panBy(view: View, by: Point): View {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}

/** Turns the image a quarter clockwise around the middle of the stage. */
export function rotate(view: View): View {
  return { ...view, turns: (view.turns + 1) % 4, x: -view.y, y: view.x };
}

/** Limits the offsets to the image's edges. An image that fits the stage stays in the middle. */
export function within(view: View, image: Size, stage: Size): View {
  const { width, height } = turned(image, view.turns);
  const scale = fitScale(image, stage, view.turns) * view.zoom;
  const room = {
    x: Math.max(0, (width * scale - stage.width) / 2),
    y: Math.max(0, (height * scale - stage.height) / 2),
  };
  return { ...view, x: clamp(view.x, room.x), y: clamp(view.y, room.y) };
}

function turned({ width, height }: Size, turns: number): Size {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}
