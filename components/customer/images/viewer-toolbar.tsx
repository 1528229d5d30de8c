import {
  ChevronLeft,
  ChevronRight,
  Columns2,
  type LucideIcon,
  Maximize,
  RotateCw,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

interface ToolbarProps {
  zoom: number;
  comparing: boolean;
  canCompare: boolean;
  canStep: boolean;
  onZoom: (direction: 1 | -1) => void;
  onRotate: () => void;
  onFit: () => void;
  onStep: (by: 1 | -1) => void;
  onCompare: () => void;
  onClose: () => void;
}

export function ViewerToolbar(props: ToolbarProps) {
  return (
    <div role="toolbar" aria-label="Image tools" className="flex flex-wrap items-center justify-end gap-1">
      <Tool
        icon={ChevronLeft}
        name="Previous image"
        keys="←"
        mirror
        disabled={!props.canStep}
        onClick={() => props.onStep(-1)}
      />
      <Tool
        icon={ChevronRight}
        name="Next image"
        keys="→"
        mirror
        disabled={!props.canStep}
        onClick={() => props.onStep(1)}
      />
      <Gap />
      <Tool icon={ZoomOut} name="Zoom out" keys="−" onClick={() => props.onZoom(-1)} />
      <span className="w-12 text-center text-muted text-xs" title="Zoom; 100% fits the window">
        {Math.round(props.zoom * 100)}%
      </span>
      <Tool icon={ZoomIn} name="Zoom in" keys="+" onClick={() => props.onZoom(1)} />
      <Tool icon={Maximize} name="Fit" keys="0" onClick={props.onFit} />
      <Tool icon={RotateCw} name="Rotate" keys="R" onClick={props.onRotate} />
      <Gap />
      <Tool
        icon={Columns2}
        name="Compare"
        keys="C"
        pressed={props.comparing}
        disabled={!props.canCompare}
        onClick={props.onCompare}
      />
      <Gap />
      <Tool icon={X} name="Close" keys="Esc" onClick={props.onClose} />
    </div>
  );
}

interface ToolProps {
  icon: LucideIcon;
  name: string;
  keys: string;
  onClick: () => void;
  disabled?: boolean;
  pressed?: boolean;
  mirror?: boolean;
}

function Tool({ icon: Icon, name, keys, pressed, mirror = false, ...rest }: ToolProps) {
  return (
    <Button
      {...rest}
      variant="ghost"
      size="icon"
      aria-label={name}
      title={`${name} (${keys})`}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      className={cn(pressed && 'bg-accent-soft text-accent')}
    >
      <Icon aria-hidden className={cn(mirror && 'rtl:-scale-x-100')} />
    </Button>
  );
}

function Gap() {
  return <span aria-hidden className="mx-1 h-5 w-px bg-line max-sm:hidden" />;
}
