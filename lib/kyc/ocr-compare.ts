import type { Customer, CustomerDocument, CustomerField, DocumentField, OcrField } from '../contracts/customer';
import { CHECK_WORDS } from '../words/checks';
import { unreadableText } from '../words/unreadable';
import { bareText, type FieldKind, isFiller, saysTheSame } from '../writing/compare';
import { isCutOff, isOpenCountry, MRZ_NAME_LENGTH } from '../writing/icao';
import { fullName } from '../writing/names';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument } from './document-types';

/**
 * `not-read`: OCR names the field and read nothing there, or what ICAO 9303 writes where a document leaves it open (`<` as
 * sex, `XXB` as nationality). Neither contradicts what was typed.
 */
export type OcrResult = 'same' | 'different' | 'only-ocr' | 'not-read';

export interface OcrComparison {
  /** The vendor's key. */
  key: string;
  /** For people: our name of a field that we know, else the key as it came. */
  label: string;
  kind: FieldKind;
  read: string;
  typed: string | null;
  /** In place of a typed value that was given and could not be read. */
  notReadable?: string;
  result: OcrResult;
}

type Person = Pick<Customer, 'name' | 'surname' | 'nationality' | 'gender' | 'dateOfBirth' | 'unreadable'>;

/** The fields that we hold as typed ones; `CHECK_WORDS.ocrFields` names them for people. */
export type OcrFieldName =
  | 'number'
  | 'name'
  | 'surname'
  | 'fullName'
  | 'dateOfBirth'
  | 'gender'
  | 'nationality'
  | 'issuedOn'
  | 'expiresOn'
  | 'countryOfIssue'
  | 'authority'
  | 'placeOfIssue'
  | 'passportType';

interface TypedField {
  name: OcrFieldName;
  kind: FieldKind;
  keys: readonly string[];
  /** Only documents of these types use the keys in this sense. */
  only?: readonly KnownDocument[];
  typed: (document: CustomerDocument, person: Person) => string | null;
  /** Further typed values that OCR's may equally be. */
  alsoTyped?: (person: Person) => (string | null)[];
}

const numberKeys = (where: 'anywhere' | 'onCards') =>
  KNOWN_DOCUMENTS.flatMap((type) => DOCUMENTS[type].ocrNumber[where]);

const wholeName = (person: Person) => [fullName(person), fullName({ name: person.surname, surname: person.name })];

/**
 * What OCR calls the fields that we hold as typed ones. Keys vary by document, so they are matched without case and
 * punctuation. Left out on purpose because they name something else on some document: `cardNumber`, `personalNumber`,
 * `documentType`, `country`. Those are listed as they came.
 */
const TYPED_FIELDS: readonly TypedField[] = [
  {
    name: 'number',
    kind: 'number',
    keys: ['number', 'documentnumber', 'documentno', 'docnumber', ...numberKeys('anywhere')],
    typed: (document) => document.number,
  },
  {
    name: 'number',
    kind: 'number',
    keys: ['idnumber', 'idno', 'nationalid', 'nationalidnumber', ...numberKeys('onCards')],
    only: KNOWN_DOCUMENTS.filter((type) => DOCUMENTS[type].isCard),
    typed: (document) => document.number,
  },
  {
    name: 'name',
    kind: 'name',
    keys: ['name', 'firstname', 'givenname', 'givennames', 'forename', 'forenames'],
    typed: (_document, person) => person.name,
    // Emirates IDs print the whole name in one line, and OCR calls it `name` too.
    alsoTyped: wholeName,
  },
  {
    name: 'surname',
    kind: 'name',
    keys: ['surname', 'lastname', 'familyname'],
    typed: (_document, person) => person.surname,
  },
  {
    name: 'fullName',
    kind: 'name',
    keys: ['fullname', 'holdername'],
    typed: (_document, person) => fullName(person),
    alsoTyped: wholeName,
  },
  {
    name: 'dateOfBirth',
    kind: 'date',
    keys: ['dateofbirth', 'birthdate', 'dob', 'birthday'],
    typed: (_document, person) => person.dateOfBirth,
  },
  {
    name: 'gender',
    kind: 'gender',
    keys: ['gender', 'sex'],
    typed: (_document, person) => person.gender,
  },
  {
    name: 'nationality',
    kind: 'country',
    keys: ['nationality', 'nationalitycode'],
    typed: (_document, person) => person.nationality,
  },
  {
    name: 'issuedOn',
    kind: 'date',
    keys: ['dateofissue', 'issuedate', 'issuingdate', 'issued'],
    typed: (document) => document.dateOfIssue,
  },
  {
    name: 'expiresOn',
    kind: 'date',
    keys: ['dateofexpiry', 'expirydate', 'expirationdate', 'dateofexpiration', 'expiry', 'expires', 'validuntil'],
    typed: (document) => document.dateOfExpiry,
  },
  {
    name: 'countryOfIssue',
    kind: 'country',
    keys: ['countryofissue', 'issuingcountry', 'issuingstate', 'issuingcountrycode'],
    typed: (document) => document.countryOfIssue,
  },
  {
    name: 'authority',
    kind: 'text',
    keys: ['authority', 'issuingauthority'],
    typed: (document) => document.authority,
  },
  {
    name: 'placeOfIssue',
    kind: 'text',
    keys: ['placeofissue', 'issuingplace', 'issueplace'],
    typed: (document) => document.placeOfIssue,
  },
  {
    name: 'passportType',
    kind: 'text',
    keys: ['passporttype'],
    typed: (document) => document.passportType,
  },
];

/** Where `unreadable` names a typed field: in the person's or in the document's. */
const UNREADABLE_AS: Record<OcrFieldName, { ofPerson: CustomerField } | { ofDocument: DocumentField } | null> = {
  name: { ofPerson: 'name' },
  surname: { ofPerson: 'surname' },
  fullName: null,
  dateOfBirth: { ofPerson: 'dateOfBirth' },
  gender: { ofPerson: 'gender' },
  nationality: { ofPerson: 'nationality' },
  number: { ofDocument: 'number' },
  issuedOn: { ofDocument: 'dateOfIssue' },
  expiresOn: { ofDocument: 'dateOfExpiry' },
  countryOfIssue: { ofDocument: 'countryOfIssue' },
  authority: { ofDocument: 'authority' },
  placeOfIssue: { ofDocument: 'placeOfIssue' },
  passportType: { ofDocument: 'passportType' },
};

function notReadable(name: OcrFieldName, document: CustomerDocument, person: Person): string | null {
  const place = UNREADABLE_AS[name];
  if (place === null) return null;
  return 'ofPerson' in place ? unreadableText(person, place.ofPerson) : unreadableText(document, place.ofDocument);
}

/** Each field that OCR read, in the vendor's order, beside the typed one where we hold it. */
export function compareOcr(document: CustomerDocument, person: Person): OcrComparison[] {
  return document.ocr.map((field) => compareField(field, document, person));
}

function compareField({ key, value }: OcrField, document: CustomerDocument, person: Person): OcrComparison {
  const field = typedField(key, document.type);
  if (!field) return { key, label: key, kind: 'text', read: value, typed: null, result: 'only-ocr' };
  const typed = field.typed(document, person);
  const candidates = [typed, ...(field.alsoTyped?.(person) ?? [])].filter((text) => text !== null);
  const odd = typed === null ? notReadable(field.name, document, person) : null;
  const label = CHECK_WORDS.ocrFields[field.name];
  const base = { key, label, kind: field.kind, read: value, typed, ...(odd !== null && { notReadable: odd }) };
  if (value.trim() === '') return { ...base, result: 'not-read' };
  if (typed === null || typed.trim() === '') return { ...base, result: 'only-ocr' };
  const same = candidates.find((candidate) => saysTheSame(field.kind, candidate, value));
  if (same !== undefined) return { ...base, typed: same, result: 'same' };
  if (isLeftOpen(field.kind, value)) return { ...base, result: 'not-read' };
  const isCut = field.kind === 'name' && isCutOffName(value, document.type, person);
  return { ...base, result: isCut ? 'same' : 'different' };
}

function isLeftOpen(kind: FieldKind, value: string): boolean {
  return isFiller(value) || (kind === 'country' && isOpenCountry(bareText(value)));
}

/** A machine-readable zone cuts long names. */
function isCutOffName(value: string, type: KnownDocument, { name, surname }: Person): boolean {
  const length = DOCUMENTS[type].isCard ? MRZ_NAME_LENGTH.threeLines : MRZ_NAME_LENGTH.twoLines;
  return isCutOff(value, { name: name ?? '', surname: surname ?? '' }, length);
}

/** Groupings that say where on the document a field was read, not whose field (`father.name` is the father's). */
const PLACES = new Set(['mrz', 'viz', 'front', 'back', 'fields', 'data', 'document', 'chip']);

function typedField(key: string, type: KnownDocument): TypedField | undefined {
  // "name (2)" is the same field read a second time; nested fields come as `mrz.surname`.
  const path = key
    .replace(/ \(\d+\)$/, '')
    .split('.')
    .map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const bare = path.pop() ?? '';
  if (!path.every((part) => PLACES.has(part))) return undefined;
  return TYPED_FIELDS.find(({ keys, only }) => keys.includes(bare) && (only === undefined || only.includes(type)));
}
