/** Notes that colleagues write to each other on a customer's page. */

export const NOTE = {
  /** The longest note, in characters. */
  most: 500,
  /** So many notes a customer may have, and so many colleagues a note may mention. */
  perCustomer: 50,
  mentions: 10,
  /** How long its author may change a note, minutes. */
  changeable: 15,
} as const;

/** Somebody whom a note mentions, or its author. */
export interface NoteColleague {
  id: string;
  name: string;
}

export interface CustomerNote {
  id: string;
  text: string;
  author: NoteColleague;
  mentions: NoteColleague[];
  /** A change names the version that it starts from. */
  version: number;
  writtenAt: string;
  changedAt: string | null;
  /** Until when this reader may change the note; `null`: not at all. */
  changeableUntil: string | null;
  deletable: boolean;
}

/** `GET /api/customers/{uuid}/notes`, newest first. */
export interface CustomerNotes extends Unseen {
  notes: CustomerNote[];
}

/** How many mentions the reader has not seen; `null` when this answer changed nothing about it. */
export interface Unseen {
  unseen: number | null;
}

/** The body of `POST /api/customers/{uuid}/notes`. The browser draws the id, so that sending twice writes once. */
export interface NoteBody {
  id: string;
  text: string;
  /** Accounts. */
  mentions: string[];
}

/** The body of `PATCH /api/customers/{uuid}/notes/{id}`. */
export interface NoteChange extends Omit<NoteBody, 'id'> {
  version: number;
}

/** `GET /api/colleagues`: whom a note can mention, by name. */
export interface Colleagues {
  colleagues: NoteColleague[];
}

/** A note that mentions the reader. Its text is on the customer's page, whose opening is recorded. */
export interface Mention {
  note: string;
  customer: { uuid: string; name: string | null };
  author: string;
  at: string;
  seen: boolean;
}

/** `GET /api/mentions`: the newest first, unseen ones before all others. */
export interface Mentions {
  mentions: Mention[];
}

/** `POST /api/customers/{uuid}/looking`: who else has this customer on screen, by name. */
export interface Looking {
  others: string[];
}
