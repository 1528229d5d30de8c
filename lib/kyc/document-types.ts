/**
 * One entry per document type: everything that the desk knows of a type by its name. Reading the vendor's answers, the
 * directory's columns, filters and the comparison with OCR derive from here; words for people stand in
 * `lib/words/documents.ts`. A new type is an entry here, its label, one migration and the sandbox.
 */
interface DocumentType {
  /** The vendor's names in `expiredIds`, webhooks and links (`docs/sentinel-contract.md`); the first one is our key. */
  names: readonly string[];
  /** The array in a row of the list. */
  list: string;
  /** The field of the document number; `null` where the contract doesn't name it. */
  number: string | null;
  /** The object with the fields that OCR read, where it stands beside the document. */
  ocr: string;
  /** OCR's keys for the number, lower case without punctuation: on any document, and on identity cards alone. */
  ocrNumber: { anywhere: readonly string[]; onCards: readonly string[] };
  /** An identity card calls its number "ID number". */
  isCard: boolean;
  /** Whether documents of this type carry `passportType` and `placeOfIssue`. */
  hasTypeAndPlace: boolean;
  /** The digits of a whole number that would also pass for a phone number. */
  likePhone: RegExp | null;
  /** The national number whose parts the desk can read (`national-numbers.ts`). */
  reads: 'emirates' | 'egyptian' | null;
  /** Where the directory keeps the type: a bit of its masks, and the column of the newest document's last day. */
  directory: { bit: number; expiry: string };
}

export const DOCUMENTS = {
  passport: {
    names: ['passport'],
    list: 'passports',
    number: 'passportNumber',
    ocr: 'ocrPassport',
    ocrNumber: { anywhere: ['passportnumber', 'passportno'], onCards: [] },
    isCard: false,
    hasTypeAndPlace: true,
    likePhone: null,
    reads: null,
    directory: { bit: 1, expiry: 'passport_expiry' },
  },
  emiratesId: {
    names: ['emiratesId', 'emirates_id'],
    list: 'emiratesIds',
    number: 'emiratesIdNumber',
    ocr: 'ocrEmiratesId',
    ocrNumber: { anywhere: ['emiratesidnumber'], onCards: ['emiratesid'] },
    isCard: true,
    hasTypeAndPlace: false,
    // Read as a phone number, the digits belong to Russia or Kazakhstan.
    likePhone: /^784\d{12}$/,
    reads: 'emirates',
    directory: { bit: 2, expiry: 'emirates_id_expiry' },
  },
  egyptNationalId: {
    names: ['egyptNationalId', 'egypt_national_id'],
    list: 'egyptNationalIds',
    number: null,
    ocr: 'ocrEgyptNationalId',
    ocrNumber: { anywhere: [], onCards: ['egyptnationalidnumber'] },
    isCard: true,
    hasTypeAndPlace: false,
    likePhone: null,
    reads: 'egyptian',
    directory: { bit: 4, expiry: 'egypt_national_id_expiry' },
  },
} as const satisfies Record<string, DocumentType>;

export type KnownDocument = keyof typeof DOCUMENTS;

/** The keys of {@link DOCUMENTS}, in the order in which documents are shown. */
export const KNOWN_DOCUMENTS = Object.keys(DOCUMENTS) as KnownDocument[] as readonly KnownDocument[];

/** The directory's bit for every name in `expiredIds` that is no type of ours. */
export const OTHER_DOCUMENTS_BIT = 8;

/** The type that the vendor calls so, in either spelling; `undefined` for a name that we don't know. */
export function documentTypeOf(name: string): KnownDocument | undefined {
  return KNOWN_DOCUMENTS.find((type) => DOCUMENTS[type].names.some((one) => one === name));
}
