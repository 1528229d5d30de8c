import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** The listener alone, on a page of stubs: `e2e/journeys/key-places.spec.ts` presses keys in a browser. */

vi.mock('react', () => ({
  useRef: (current: unknown) => ({ current }),
  useEffect: (effect: () => void) => effect(),
  useLayoutEffect: (effect: () => void) => effect(),
}));
let isComing = false;
vi.mock('@/components/address/customer-stage', () => ({ pageIsComing: () => isComing, onHistoryStep: () => {} }));
vi.mock('./preferences', () => ({ singleKeysAreOn: () => true }));

/** What has the focus: the page, a box, or something in a dialog. */
class Place extends EventTarget {
  isContentEditable = false;
  constructor(readonly kind: 'page' | 'box' | 'dialog') {
    super();
  }
  closest(selector: string): this | null {
    if (this.kind === 'dialog') return this;
    return this.kind === 'box' && selector.startsWith('input') ? this : null;
  }
  matches(): boolean {
    return false;
  }
}

class Press extends Event {
  readonly code = '';
  readonly shiftKey = false;
  readonly altKey = false;
  readonly isComposing = false;
  constructor(
    readonly key: string,
    readonly at: Place,
    readonly ctrlKey: boolean,
    readonly metaKey: boolean,
    readonly repeat = false,
  ) {
    super('keydown', { cancelable: true });
  }
  override get target(): Place {
    return this.at;
  }
}

const did: string[] = [];
const PAGE = new Place('page');
let page: { activeElement: Place; querySelector: () => null };

function press(key: string, at = PAGE, chord: 'ctrl' | 'meta' | null = null): Press {
  const event = new Press(key, at, chord === 'ctrl', chord === 'meta');
  window.dispatchEvent(event);
  return event;
}

async function keys() {
  const hotkey = await import('./hotkey');
  const { opened, openings } = await import('@/components/ui/use-loaded');
  const does = (what: string) => () => {
    did.push(what);
    return true;
  };
  let note: 'wait' | 'opens' = 'opens';
  // biome-ignore lint/correctness/useHookAtTopLevel: React is replaced above
  hotkey.usePageKeys({
    images: does('images'),
    nextCustomer: does('next'),
    print: does('print'),
    filters: does('filters'),
    note: () => (note === 'wait' ? 'wait' : { ready: Promise.resolve(true), open: () => did.push('note') }),
  });
  return { ...hotkey, opened, openings, letNote: (to: typeof note) => (note = to) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  did.length = 0;
  isComing = false;
  page = { activeElement: PAGE, querySelector: () => null };
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', page);
  vi.stubGlobal('HTMLElement', Place);
  vi.stubGlobal('KeyboardEvent', Press);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('keys right after a choice in a menu do nothing on the page behind the menu, and follow what was chosen', async () => {
  const { afterClosing, runShortcut, takeTyped } = await keys();
  afterClosing(() => did.push('chosen'));
  press('i');
  expect(press('Enter').defaultPrevented).toBe(true);
  expect(did).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(did).toEqual(['chosen', 'images']);
  expect(press('Enter').defaultPrevented).toBe(false);

  afterClosing(() => runShortcut('print'));
  for (const key of ['j', 'i']) press(key);
  await vi.advanceTimersByTimeAsync(100);
  expect(did.splice(0)).toEqual(['chosen', 'images', 'print', 'next', 'images']);

  // A page that was chosen gets them once it is there.
  afterClosing(() => {
    isComing = true;
  });
  for (const key of ['j', 'i']) press(key);
  await vi.advanceTimersByTimeAsync(300);
  expect(did).toEqual([]);
  isComing = false;
  await vi.advanceTimersByTimeAsync(300);
  expect(did.splice(0)).toEqual(['next', 'images']);

  // A dialog that was chosen gets them as text, with those that are no keys.
  afterClosing(() => runShortcut('note'));
  for (const key of ['H', 'i', '!']) press(key);
  await vi.advanceTimersByTimeAsync(100);
  expect(did).toEqual(['note']);
  expect(takeTyped()).toBe('Hi!');

  // Neither the names of keys nor a held key's repeats are text.
  for (const choose of [() => {}, () => runShortcut('note')]) {
    afterClosing(choose);
    for (const key of ['n', 'i', 'ArrowDown', ' ', 'j']) press(key);
    window.dispatchEvent(new Press('j', PAGE, false, false, true));
    await vi.advanceTimersByTimeAsync(100);
    expect(takeTyped()).toMatch(/^n?i j$/);
  }
});

test('a held key acts once, unless it moves', async () => {
  await keys();
  const hold = (key: string) => window.dispatchEvent(new Press(key, PAGE, false, false, true));
  for (const key of ['f', 'i', 'j']) {
    press(key);
    hold(key);
    hold(key);
  }
  expect(did).toEqual(['filters', 'images', 'next', 'next', 'next']);
});

test('what is typed for a note that waits, and until its box is there, is the note’s', async () => {
  const { letNote, takeTyped } = await keys();
  letNote('wait');
  for (const key of ['n', 'i', ' ', 'j']) press(key);
  letNote('opens');
  await vi.advanceTimersByTimeAsync(500);
  expect(did).toEqual(['note']);
  press('i');
  expect(did).toEqual(['note']);
  expect(takeTyped()).toBe('i ji');
  press('j');
  expect(did).toEqual(['note', 'next']);
});

test('a press elsewhere, Escape and another dialog cancel a dialog on its way, and not one that is there', async () => {
  const { openings } = await keys();
  const cancelled = vi.fn();
  const wait = () => openings.expect({ ready: new Promise(() => {}), cancel: cancelled });
  const ways = [() => window.dispatchEvent(new Event('pointerdown')), () => press('Escape'), wait];
  for (const [index, turn] of ways.entries()) {
    wait();
    turn();
    expect(cancelled).toHaveBeenCalledTimes(index + 1);
  }
  page.activeElement = new Place('dialog');
  window.dispatchEvent(new Event('pointerdown'));
  expect(cancelled).toHaveBeenCalledTimes(ways.length);
});

test('a dialog that an answer asks for comes, unless the person turns to something else or types into a box', async () => {
  const { opened } = await keys();
  expect(await opened(Promise.resolve('dialog'))).toBe('dialog');
  const ended = async (turn: () => void) => {
    let load = (_code: string) => {};
    const code = new Promise<string>((resolve) => {
      load = resolve;
    });
    const dialog = opened(code).catch(() => 'cancelled');
    turn();
    load('dialog');
    return await dialog;
  };
  expect(await ended(() => window.dispatchEvent(new Event('pointerdown')))).toBe('cancelled');
  expect(await ended(() => expect(press('a', new Place('box')).defaultPrevented).toBe(false))).toBe('cancelled');
  expect(await ended(() => expect(press('a').defaultPrevented).toBe(true))).toBe('dialog');
  // The dialog whose call was refused has the focus: its question comes all the same.
  page.activeElement = new Place('dialog');
  expect(await ended(() => press('a', page.activeElement))).toBe('dialog');
});

test('on a Mac, Ctrl P in a box is the box’s, and the chord is ⌘ P', async () => {
  await keys();
  const box = new Place('box');
  vi.stubGlobal('navigator', { platform: 'Linux x86_64' });
  press('p', box, 'ctrl');
  expect(did).toEqual(['print']);
  vi.stubGlobal('navigator', { platform: 'MacIntel' });
  did.length = 0;
  press('p', box, 'ctrl');
  expect(did).toEqual([]);
  press('p', box, 'meta');
  press('p', PAGE, 'ctrl');
  expect(did).toEqual(['print', 'print']);
});
