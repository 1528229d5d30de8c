'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { pathOnScreen } from '@/components/address/customer-stage';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Ltr } from '@/components/ui/ltr';
import { printCustomer, printPage } from '@/lib/client/print';
import type { Printed, PrintWay } from '@/lib/contracts/print';
import type { GivenPurpose } from '@/lib/contracts/purpose';
import { formatMoment } from '@/lib/words/format';
import { PRINT_WORDS } from '@/lib/words/print';
import { purposeLabel } from '@/lib/words/purposes';
import { ROLE_LABELS } from '@/lib/words/roles';
import { useTimeZone } from './clock';
import { isList, isSame, isUnfinished, type Place, placeOf, rowsNow, type Sight, sightNow } from './paper';
import type { EarlyPrint } from './paper-parts';
import { useCall } from './use-call';
import { useViewer } from './viewer-context';

interface PrintingProps {
  /** How often the person has asked to print. */
  asked: number;
  /** What the browser printed before this code was there. */
  missed: readonly EarlyPrint[];
}

/** Has no print on its way; else which kind of page it has, and whether the trail has it already. */
type State = ({ isList: boolean } & ({ recorded: Printed } | { at: string })) | null;

/** A new one with each failure, so that closing one leaves the next open. */
interface Trouble {
  title?: string;
  message: string;
}

const notPrinted = (message: string): Trouble => ({ title: PRINT_WORDS.notPrinted, message });
/** Ms between looks at a page that is not whole yet, and how many looks it gets: 20 seconds, as a key that waits. */
const LOOK_EVERY = 100;
const LOOKS = 200;

/**
 * Records prints, and draws the head of the paper. A person who asks for a print gets it once the event is written. The
 * browser's own menu tells a page that it prints and lets nothing hold it: then the event is sent at once. Where the
 * operator asks what a print is for, the layout has a sentence for the paper, and the style sheet hides the page unless
 * the head of the paper is of a recorded print (docs/decisions.md, decision 68).
 */
export function Printing({ asked, missed }: PrintingProps) {
  const { printsAsk = false } = useViewer();
  const pathname = usePathname();
  const { send, error, stepUp } = useCall();
  const [state, setState] = useState<State>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [closed, close] = useState<unknown>(null);
  /** The page that is printed as soon as it is whole: half a customer on paper would look like a whole one. */
  const [awaited, wait] = useState<string | null>(null);
  /** The browser is about to begin the print that this page has asked for. */
  const ours = useRef(false);
  /** Whether the letters of the page have a font; `null` until the page is drawn whole, and the fonts are asked for. */
  const letters = useRef<{ areThere: boolean } | null>(null);

  const print = () => {
    setTrouble(null);
    const seen = sightNow();
    send(
      (_signal, why) => record(onPaper(seen), 'page', why),
      (recorded) => {
        // The browser prints what is on screen by now, and the event names what was there.
        if (!isSame(seen, sightNow())) {
          setTrouble(notPrinted(PRINT_WORDS.moved));
          return;
        }
        flushSync(() => setState({ recorded, isList: isList(seen.place) }));
        ours.current = true;
        window.print();
        // Browsers ignore prints in quick succession. The next print is not this one.
        if (!ours.current) return;
        ours.current = false;
        setState(null);
      },
    );
  };
  /** @returns whether the page still has to be waited for */
  const look = useEffectEvent((isLast: boolean) => {
    const isThere = pathOnScreen() === awaited;
    const isDrawn = !isUnfinished();
    if (isThere && isDrawn) letters.current ??= lettersOnPage();
    const isWhole = isDrawn && letters.current?.areThere === true;
    if (isThere && !isWhole && !isLast) return true;
    wait(null);
    if (isThere && isWhole) print();
    else setTrouble(notPrinted(isThere ? PRINT_WORDS.unfinished : PRINT_WORDS.moved));
    return false;
  });
  useEffect(() => {
    if (asked === 0) return;
    setTrouble(null);
    letters.current = null;
    wait(pathOnScreen());
  }, [asked]);
  useEffect(() => {
    if (awaited === null || !look(false)) return;
    let looks = 1;
    const timer = setInterval(() => {
      looks += 1;
      if (!look(looks === LOOKS)) clearInterval(timer);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [awaited]);

  const noteOwn = useEffectEvent((printed: Printout) => {
    // The paper says how to print, and has nothing of the page.
    if (printsAsk) return;
    setTrouble(null);
    record(printed, 'browser').catch(() => setTrouble({ message: PRINT_WORDS.notRecorded }));
  });
  const noted = useRef(0);
  useEffect(() => {
    for (const { path, ...had } of missed.slice(noted.current)) noteOwn({ place: placeOf(path), ...had });
    noted.current = missed.length;
  }, [missed]);

  const before = useEffectEvent(() => {
    if (ours.current) {
      ours.current = false;
      return;
    }
    const seen = sightNow();
    flushSync(() => setState({ at: new Date().toISOString(), isList: isList(seen.place) }));
    noteOwn(onPaper(seen));
  });
  useEffect(() => {
    const begin = () => before();
    const end = () => setState(null);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);

  const problem: Trouble | null = trouble ?? (error && { title: PRINT_WORDS.notPrinted, message: error.message });
  const key = trouble ?? error;
  return (
    <>
      {problem !== null && closed !== key && (
        <Alert
          className="rounded-none border-x-0 border-t-0 px-4"
          {...(problem.title !== undefined && { title: problem.title })}
          actions={
            <Button size="sm" onClick={() => close(key)}>
              {PRINT_WORDS.close}
            </Button>
          }
        >
          {problem.message}
        </Alert>
      )}
      {stepUp}
      <PaperHead state={state} isList={state?.isList ?? isList(placeOf(pathname))} />
    </>
  );
}

/** Who printed this, when, why, and which rows it has. On paper alone. */
function PaperHead({ state, isList }: { state: State; isList: boolean }) {
  const { name, role } = useViewer();
  const zone = useTimeZone();
  const rows = useRowsOnPaper(isList, state);
  const recorded = state !== null && 'recorded' in state ? state.recorded : null;
  const at = state !== null && 'at' in state ? state.at : recorded?.at;
  const facts = [
    PRINT_WORDS.by(name, ROLE_LABELS[role], formatMoment(at ?? new Date().toISOString(), zone)),
    recorded?.purpose !== undefined && PRINT_WORDS.purpose(purposeLabel(recorded.purpose)),
    recorded?.sentence !== undefined && PRINT_WORDS.quoted(recorded.sentence),
    rows,
  ];
  return (
    <div
      data-paper={isList ? 'wide' : 'tall'}
      data-recorded={recorded !== null || undefined}
      className="hidden border-line border-b pb-2 print:block"
    >
      <p className="font-semibold">{PRINT_WORDS.desk}</p>
      {facts.map((fact) => fact && <p key={fact}>{<bdi>{fact}</bdi>}</p>)}
      {recorded?.requestId && (
        <p className="text-muted text-xs">
          <Ltr>{PRINT_WORDS.request(recorded.requestId)}</Ltr>
        </p>
      )}
    </div>
  );
}

/** "Rows 1–50 of 2,400". Read off the page as soon as it is drawn for paper, by whatever way. */
function useRowsOnPaper(isList: boolean, state: State): string | null {
  const [seen, look] = useState<string | null>(null);
  useEffect(() => {
    const media = window.matchMedia('print');
    const read = () => flushSync(() => look(rowsNow()));
    media.addEventListener('change', read);
    return () => media.removeEventListener('change', read);
  }, []);
  if (!isList) return null;
  return state === null ? seen : rowsNow();
}

/** On screen such letters come a while after the page. Without their code the paper has boxes in their place. */
function lettersOnPage(): { areThere: boolean } {
  const letters = { areThere: false };
  const text = document.querySelector('main')?.textContent ?? '';
  void import('./name-letters')
    .then(({ loadNameLetters }) => loadNameLetters(text))
    .catch(() => {})
    .then(() => {
      letters.areThere = true;
    });
  return letters;
}

/** What the trail keeps of a print. */
interface Printout {
  place: Place;
  rows: number;
  images: boolean;
}

const onPaper = ({ place, rows, images }: Sight): Printout => ({ place, rows: rows.length, images });

async function record({ place, rows, images }: Printout, by: PrintWay, why?: GivenPurpose): Promise<Printed> {
  const reason = why === undefined ? {} : { why };
  if (place === null) return { at: new Date().toISOString(), requestId: null };
  if ('page' in place) return await printPage({ ...place, rows, by, ...reason });
  return await printCustomer(place.uuid, { images, by, ...reason });
}
