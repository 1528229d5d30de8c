'use client';

import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';
import { useViewer } from '@/components/shell/viewer-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { LoadFailed } from '@/components/ui/load-failed';
import { useLoaded } from '@/components/ui/use-loaded';
import type { Customer } from '@/lib/contracts/customer';
import { documentChecks } from '@/lib/kyc/checks';
import { compareOcr } from '@/lib/kyc/ocr-compare';
import { documentLabel } from '@/lib/words/documents';
import { imageGroupLabel } from '@/lib/words/images';
import { VIEWER_WORDS as WORDS } from '@/lib/words/viewer';
import { useEvidence } from '../evidence';
import { documentAt } from '../hidden-fields';
import { byDocument, type DocumentPictures, facePair, isVisible, type Picture, pictures } from './image-groups';
import type { RevealedImages } from './reveal-state';
import { Thumbnail } from './thumbnail';
import type { Keeping } from './time-left';

/** On paper, which nobody shows without a first look at the screen. */
const loadMark = () => import('./watermark').then((module) => module.PaperMark);
const loadViewer = () => import('./image-viewer').then((module) => module.ImageViewer);

interface ImageStripProps {
  shown: RevealedImages;
  customer: Customer | undefined;
  keep: Keeping;
}

interface Opened {
  first: string;
  second?: string;
  from: HTMLElement | null;
}

/**
 * Every image that Sentinel sent, by document: front and back, then the portrait beside the face that it was matched
 * with. Holds the viewer, which so closes when the images hide.
 */
export function ImageStrip({ shown, customer, keep }: ImageStripProps) {
  const [open, setOpen] = useState<Opened | null>(null);
  const all = pictures(shown.manifest.images, shown.urls);
  const mark = usePaperMark(shown.shownAt);
  const [Viewer, , askForViewer] = useLoaded(loadViewer);
  const [failed, setFailed] = useState(false);
  const { documents, reference, others } = byDocument(all);
  const { wanted, done } = useEvidence();
  const show = (what: Opened) => void askForViewer(() => setOpen(what)).then((worked) => setFailed(!worked));
  const openPair = useEffectEvent(() => {
    const pair = wanted && facePair(all, wanted);
    if (pair) show({ ...pair, from: null });
    done();
  });
  useEffect(() => {
    if (wanted !== null) openPair();
  }, [wanted]);
  usePageKeys({
    images: () => {
      const first = all.find(isVisible);
      if (first === undefined) return false;
      show({ first: first.id, from: null });
      return true;
    },
  });
  const onOpen = (first: string, from: HTMLElement) => show({ first, from });
  const isPaired = documents.some(({ portrait }) => portrait !== null);
  const rest = reference !== null && !isPaired ? [reference, ...others] : others;
  return (
    <>
      {failed && <LoadFailed />}
      <div className="flex flex-col gap-4">
        {documents.map((document) => (
          <DocumentImages
            key={`${document.type} ${document.place}`}
            document={document}
            reference={reference}
            customer={customer}
            mark={mark}
            onOpen={onOpen}
            onCompare={(first, second, from) => show({ first, second, from })}
          />
        ))}
        {rest.length > 0 && (
          <div>
            <h3 className="mb-1.5 text-muted text-xs">{imageGroupLabel(rest[0]?.group ?? 'liveness')}</h3>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3">
              {rest.map((picture) => (
                <li key={picture.id}>
                  <Thumbnail picture={picture} onOpen={onOpen} mark={mark} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {open && Viewer && (
        <Viewer
          all={all.filter(isVisible)}
          first={open.first}
          second={open.second}
          shownAt={shown.shownAt}
          until={shown.until}
          keep={keep}
          fieldsOf={({ type, place }) => {
            const document = customer && documentAt(customer.documents, type, place);
            return customer && document ? compareOcr(document, customer) : [];
          }}
          returnTo={open.from}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/**
 * Drawn over each image on paper; `null` while its code is not there: then no image goes to paper. The screen does not
 * wait for it.
 */
function usePaperMark(shownAt: number): ReactNode {
  const { name, email } = useViewer();
  const [Mark, fetchIt] = useLoaded(loadMark);
  useEffect(() => {
    if (Mark !== null) return;
    const fetchMark = () => void fetchIt();
    fetchMark();
    // After a failure, so that the next print has the images.
    window.addEventListener('beforeprint', fetchMark);
    return () => window.removeEventListener('beforeprint', fetchMark);
  }, [Mark, fetchIt]);
  return Mark && <Mark name={name} email={email} at={shownAt} />;
}

interface DocumentImagesProps {
  document: DocumentPictures<Picture>;
  reference: Picture | null;
  customer: Customer | undefined;
  mark: ReactNode;
  onOpen: (id: string, from: HTMLElement) => void;
  onCompare: (first: string, second: string, from: HTMLElement) => void;
}

function DocumentImages({ document, reference, customer, mark, onOpen, onCompare }: DocumentImagesProps) {
  const { type, place, front, back, portrait, others } = document;
  const pages = [front, back, ...others].filter((picture) => picture !== null);
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium text-xs">{documentLabel(type)}</h3>
      {pages.length > 0 && (
        <ul className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-3">
          {pages.map((picture) => (
            <li key={picture.id}>
              <Thumbnail picture={picture} onOpen={onOpen} mark={mark} />
            </li>
          ))}
        </ul>
      )}
      {portrait !== null && (
        <div className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3">
          {reference === null ? <span /> : <Thumbnail picture={reference} onOpen={onOpen} mark={mark} />}
          <FaceScore
            customer={customer}
            at={{ type, place }}
            onCompare={
              reference !== null && isVisible(reference) && isVisible(portrait)
                ? (from) => onCompare(reference.id, portrait.id, from)
                : null
            }
          />
          <Thumbnail picture={portrait} onOpen={onOpen} mark={mark} />
        </div>
      )}
    </div>
  );
}

const TONES = { passed: 'good', failed: 'bad', attention: 'attention' } as const;

interface FaceScoreProps {
  customer: Customer | undefined;
  at: { type: string; place: number };
  /** `null` where one of the two faces cannot be shown. */
  onCompare: ((from: HTMLElement) => void) | null;
}

/** Between the two faces: Sentinel's verdict and score, and the way to see both large. */
function FaceScore({ customer, at, onCompare }: FaceScoreProps) {
  const document = customer && documentAt(customer.documents, at.type, at.place);
  const check = document && documentChecks(document, [], new Date())[0];
  const tone = check && check.verdict in TONES ? TONES[check.verdict as keyof typeof TONES] : 'neutral';
  return (
    <div className="flex flex-col items-center gap-1 text-center text-xs">
      <span className="text-muted">{WORDS.score}</span>
      {check && (
        <>
          <Badge tone={tone}>{check.word}</Badge>
          <bdi className="tabular-nums">{check.given}</bdi>
        </>
      )}
      {onCompare && (
        <Button size="sm" onClick={(event) => onCompare(event.currentTarget)}>
          {WORDS.lookAtBoth}
        </Button>
      )}
    </div>
  );
}
