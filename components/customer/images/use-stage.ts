'use client';

import {
  type PointerEvent as ReactPointerEvent,
  type SyntheticEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { FIT, fitScale, type Point, panBy, type Size, type View, within, zoomBy } from './view';

const WHEEL_SPEED = 0.0016;
/** A pinch on a trackpad arrives as small wheel steps with Ctrl held. */
const PINCH_SPEED = 0.01;
const LINE_PX = 16;
const CLOSE_UP = 2.5;

/**
 * Wheel, drag, pinch and double click on one stage. The parent holds the view, because the toolbar and the keys change
 * it too. This hook holds the sizes, and so keeps the view within the image's edges.
 */
export function useStage(view: View, look: (change: (view: View) => View) => void, onFit: (fit: number) => void) {
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [natural, setNatural] = useState<Size | null>(null);
  const [isDecoded, setDecoded] = useState(false);
  const pointers = useRef(new Map<number, Point>());
  const shown = natural ? within(view, natural, size) : FIT;
  const fit = natural ? fitScale(natural, size, shown.turns) : 1;
  const tellFit = useEffectEvent(onFit);
  useEffect(() => tellFit(fit), [fit]);

  /** A change starts from the view on screen. The parent's offset may lie beyond the image's edges. */
  const change = (make: (from: View) => View) => {
    look((latest) => make(natural ? within(latest, natural, size) : latest));
  };

  useEffect(() => {
    if (!stage) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(stage);
    return () => observer.disconnect();
  }, [stage]);

  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    if (!stage) return;
    // React's own `wheel` listener is passive, so it could not stop the page from scrolling or zooming.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      const factor = Math.exp(-pixels * (event.ctrlKey ? PINCH_SPEED : WHEEL_SPEED));
      latest.current((from) => zoomBy(from, factor, fromMiddle(stage, event)));
    };
    stage.addEventListener('wheel', onWheel, { passive: false });
    return () => stage.removeEventListener('wheel', onWheel);
  }, [stage]);

  const release = (event: ReactPointerEvent) => void pointers.current.delete(event.pointerId);

  return {
    shown,
    scale: natural && isDecoded ? fit * shown.zoom : null,
    natural,
    stageProps: {
      ref: setStage,
      onPointerDown: (event: ReactPointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      },
      onPointerMove: (event: ReactPointerEvent) => {
        const before = pointers.current.get(event.pointerId);
        if (!before || !stage) return;
        const now = { x: event.clientX, y: event.clientY };
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
        pointers.current.set(event.pointerId, now);
        if (!other) return change((from) => panBy(from, { x: now.x - before.x, y: now.y - before.y }));
        const factor = distance(now, other) / Math.max(1, distance(before, other));
        const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 };
        const moved = { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 };
        change((from) => panBy(zoomBy(from, factor, fromMiddle(stage, middle)), moved));
      },
      onPointerUp: release,
      onPointerCancel: release,
      onDoubleClick: (event: { clientX: number; clientY: number }) => {
        if (!stage) return;
        const at = fromMiddle(stage, event);
        change((from) => (from.zoom > 1 ? { ...FIT, turns: from.turns } : zoomBy(from, CLOSE_UP, at)));
      },
    },
    onLoad: (event: SyntheticEvent<HTMLImageElement>) => {
      const image = event.currentTarget;
      setNatural({ width: image.naturalWidth, height: image.naturalHeight });
      // Off the main thread, before the image is drawn: a photograph of 36 MB would hold up keys while it is decoded.
      void image.decode().then(
        () => setDecoded(true),
        // The browser then decodes while it draws, as it always can.
        () => setDecoded(true),
      );
    },
  };
}

function fromMiddle(stage: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const box = stage.getBoundingClientRect();
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
