import {
  ChevronLeft,
  ChevronRight,
  CircleDashed,
  Columns2,
  Contrast,
  Expand,
  Fullscreen,
  Link2,
  ListChecks,
  type LucideIcon,
  Moon,
  RotateCw,
  Sun,
  SunDim,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useHintOf } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Ltr } from '@/components/ui/ltr';
import { keysOf } from '@/lib/shortcuts';
import { type ViewerShortcut, viewerKeysOf } from '@/lib/viewer-shortcuts';
import { VIEWER_WORDS as WORDS } from '@/lib/words/viewer';
import type { ViewerCommand } from './viewer-keys';

interface ToolbarProps {
  zoom: number;
  comparing: boolean;
  together: boolean;
  fields: boolean;
  several: boolean;
  run: (command: ViewerCommand) => void;
  onClose: () => void;
}

export function ViewerToolbar({ zoom, comparing, together, fields, several, run, onClose }: ToolbarProps) {
  return (
    <div role="toolbar" aria-label={WORDS.tools} className="flex flex-wrap items-center justify-end gap-1">
      <Tool
        icon={ChevronLeft}
        name={WORDS.previous}
        shortcut="previousImage"
        mirror
        disabled={!several}
        onClick={() => run({ do: 'step', by: -1 })}
      />
      <Tool
        icon={ChevronRight}
        name={WORDS.next}
        shortcut="nextImage"
        mirror
        disabled={!several}
        onClick={() => run({ do: 'step', by: 1 })}
      />
      <Gap />
      <Tool icon={ZoomOut} name={WORDS.zoomOut} shortcut="zoomOut" onClick={() => run({ do: 'zoom', direction: -1 })} />
      <span className="w-12 text-center text-muted text-xs" title={WORDS.zoom}>
        {Math.round(zoom * 100)}%
      </span>
      <Tool icon={ZoomIn} name={WORDS.zoomIn} shortcut="zoomIn" onClick={() => run({ do: 'zoom', direction: 1 })} />
      <Tool icon={Fullscreen} name={WORDS.fit} shortcut="fit" onClick={() => run({ do: 'fit' })} />
      <Tool
        icon={WORDS.oneToOne}
        name={WORDS.actualSize}
        shortcut="actualSize"
        onClick={() => run({ do: 'actual-size' })}
      />
      <Tool icon={RotateCw} name={WORDS.rotate} shortcut="rotate" onClick={() => run({ do: 'rotate' })} />
      <Gap />
      <Light icon={Sun} name={WORDS.brighter} shortcut="brighter" of="brightness" direction={1} run={run} />
      <Light icon={SunDim} name={WORDS.darker} shortcut="darker" of="brightness" direction={-1} run={run} />
      <Light icon={Contrast} name={WORDS.moreContrast} shortcut="moreContrast" of="contrast" direction={1} run={run} />
      <Light
        icon={CircleDashed}
        name={WORDS.lessContrast}
        shortcut="lessContrast"
        of="contrast"
        direction={-1}
        run={run}
      />
      <Tool icon={Moon} name={WORDS.plainLight} shortcut="plainLight" onClick={() => run({ do: 'plain-light' })} />
      <Gap />
      <Tool
        icon={Columns2}
        name={WORDS.compare}
        shortcut="compare"
        pressed={comparing}
        disabled={!several}
        onClick={() => run({ do: 'compare' })}
      />
      <Tool
        icon={Link2}
        name={WORDS.together}
        shortcut="together"
        pressed={together && comparing}
        disabled={!comparing}
        onClick={() => run({ do: 'together' })}
      />
      <Tool
        icon={ListChecks}
        name={WORDS.fields}
        shortcut="fields"
        pressed={fields}
        onClick={() => run({ do: 'fields' })}
      />
      <Tool icon={Expand} name={WORDS.fullScreen} shortcut="fullScreen" onClick={() => run({ do: 'full-screen' })} />
      <Gap />
      <Tool icon={X} name={WORDS.close} shortcut="close" onClick={onClose} />
    </div>
  );
}

interface LightProps extends Pick<ToolProps, 'icon' | 'name' | 'shortcut'>, Pick<ToolbarProps, 'run'> {
  of: 'brightness' | 'contrast';
  direction: 1 | -1;
}

function Light({ of, direction, run, ...tool }: LightProps) {
  return <Tool {...tool} onClick={() => run({ do: 'light', of, direction })} />;
}

interface ToolProps {
  /** A text in the place of an icon: no picture says actual size as plainly. */
  icon: LucideIcon | string;
  name: string;
  shortcut: ViewerShortcut | 'close';
  onClick: () => void;
  disabled?: boolean;
  pressed?: boolean;
  mirror?: boolean;
}

function Tool({ icon: Icon, name, shortcut, pressed, mirror = false, ...rest }: ToolProps) {
  const hint = useHintOf(shortcut === 'close' ? keysOf(shortcut) : viewerKeysOf(shortcut));
  return (
    <Button
      {...rest}
      variant="ghost"
      size="icon"
      aria-label={name}
      {...hint(name)}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      className={cn(pressed && 'bg-accent-soft text-accent')}
    >
      {typeof Icon === 'string' ? (
        <Ltr className="text-xs">{Icon}</Ltr>
      ) : (
        <Icon aria-hidden className={cn(mirror && 'rtl:-scale-x-100')} />
      )}
    </Button>
  );
}

function Gap() {
  return <span aria-hidden className="mx-1 h-5 w-px bg-line max-sm:hidden" />;
}
