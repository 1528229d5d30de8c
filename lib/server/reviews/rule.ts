import 'server-only';
import type { ReviewFigures } from '../../contracts/reviews';
import type { ReviewSettings } from '../review-settings';
import type { Step } from './step';
import type { Usual } from './usual';

/** What the desk knows of customers, sessions and people beside the trail. Nothing of it is written down. */
export interface Facts {
  /** The surname as {@link surnameKey} writes it, and the nationality, as the directory has them now. */
  customer(uuid: string): { surname: string | null; nationality: string | null } | undefined;
  /** The writings of a person's own surname, as {@link surnameKey} makes them. */
  surnamesOf(person: string): ReadonlySet<string>;
  /** The browser and system that a session was opened with; `null` when it is not known. */
  device(session: string): string | null;
}

/** A sentence that a rule has to say. */
export interface Said {
  /** One sentence for each key: later rows of the same day add nothing. */
  key: string;
  person: string | null;
  figures: ReviewFigures;
  /** When the first row was written, ms. */
  from: number;
  /** The rows that the sentence rests on, oldest first. Read only when the sentence is new. */
  rows: () => number[];
}

/** Sees the steps of all people in the order of the trail. Nothing but the steps, the facts and the settings counts. */
export type Watcher = (step: Step) => Said | null;

export interface Desk {
  settings: ReviewSettings;
  facts: Facts;
  usual: Usual;
}

export type Rule = (desk: Desk) => Watcher;
