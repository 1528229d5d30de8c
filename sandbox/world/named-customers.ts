import { imageRef } from '../images/kinds.ts';
import { isoDay } from './days.ts';
import type { CustomerRecord } from './record.ts';
import { DRAFT, UNLABELLED_STATUS } from './status.ts';

export interface NamedCustomer {
  key: string;
  name: string;
  purpose: string;
  change?(base: CustomerRecord, today: number): Partial<CustomerRecord>;
}

const hostile = '<script>document.title="owned"</script>';

const data: NamedCustomer[] = [
  { key: 'complete', name: 'Complete', purpose: 'everything present and in order; status 6' },
  { key: 'canary', name: 'Canary-Qx7vLmp', purpose: 'a name, e-mail and document number to look for in logs' },
  { key: 'editable', name: 'Editable', purpose: 'free for contact changes' },
  { key: 'changed-meanwhile', name: 'Changed Meanwhile', purpose: 'meant for PATCH through the control endpoint' },
  { key: 'in-use-target', name: 'In Use', purpose: 'owns the contact that others collide with (409)' },
  {
    key: 'all-documents',
    name: 'All Documents',
    purpose: 'passport, Emirates ID and Egyptian ID',
    change: (base) => ({ egyptNationalId: egyptian(base) }),
  },
  {
    key: 'draft',
    name: 'Draft',
    purpose: 'status 2, an expired Emirates ID, expiredIds in snake_case',
    change: (base, today) => ({
      status: DRAFT,
      emiratesId: { ...base.emiratesId, dateOfExpiry: isoDay(today - 12) },
      expiredIdsSpelling: 'snake',
    }),
  },
  {
    key: 'expired-today-edge',
    name: 'Edge of Expiry',
    purpose: 'the passport expires today (still valid), the Emirates ID expired yesterday',
    change: (base, today) => ({
      passport: { ...base.passport, dateOfExpiry: isoDay(today) },
      emiratesId: { ...base.emiratesId, dateOfExpiry: isoDay(today - 1) },
      expiredIdsSpelling: 'camel',
    }),
  },
  {
    key: 'expiring-30',
    name: 'Expires in Thirty',
    purpose: 'the passport expires in exactly 30 days, the Emirates ID in 31',
    change: (base, today) => ({
      passport: { ...base.passport, dateOfExpiry: isoDay(today + 30) },
      emiratesId: { ...base.emiratesId, dateOfExpiry: isoDay(today + 31) },
    }),
  },
  {
    key: 'unlabelled-status',
    name: 'Unlabelled',
    purpose: `status ${UNLABELLED_STATUS}, which the demo labels do not name`,
    change: () => ({ status: UNLABELLED_STATUS }),
  },
  {
    key: 'ocr-difference',
    name: 'Misread',
    purpose: 'OCR of the passport differs in birth date and surname',
    change: (base) => ({
      passport: {
        ...base.passport,
        ocrPassport: { ...Object(base.passport?.ocrPassport), dateOfBirth: '1961-12-31', surname: 'SPECIMENN' },
      },
    }),
  },
  { key: 'no-email', name: 'No Email', purpose: 'has a phone only', change: () => ({ email: null }) },
  { key: 'no-phone', name: 'No Phone', purpose: 'has an e-mail only', change: () => ({ phoneNumber: null }) },
  {
    key: 'nulls',
    name: 'Nulls',
    purpose: 'everything that may be null is null; status 0',
    change: () => ({
      status: 0,
      name: null,
      surname: null,
      gender: null,
      nationality: null,
      dateOfBirth: null,
      isLive: null,
      isLiveScore: null,
      passport: null,
      emiratesId: null,
      isLiveFaces: null,
      idFace: null,
    }),
  },
  {
    key: 'hostile-markup',
    name: `${hostile}"'><img src=x onerror=alert(1)>`,
    purpose: 'markup, quotes and direction overrides in names, documents and OCR',
    change: (base) => ({
      surname: '\u202Egnp.exe\u202C \u2066{{7*7}}\u2069 #{7*7} \u0000\u200B</td></table>',
      nationality: '"><svg/onload=alert(2)>',
      passport: {
        ...base.passport,
        passportNumber: `${hostile}X1`,
        authority: '<a href="javascript:alert(3)">authority</a>',
        placeOfIssue: '=HYPERLINK("http://evil.example","open")',
        ocrPassport: {
          surname: hostile,
          '<b>key</b>': '<iframe src="javascript:alert(4)"></iframe>',
          __proto__key: 'x',
          constructor: 'polluted',
          direction: '\u202E\u2067abc',
        },
      },
      extraExpiredIds: [hostile],
    }),
  },
  {
    key: 'long-name',
    name: 'Long ',
    purpose: 'a name of 10,000 characters',
    change: () => ({ name: 'Longname '.repeat(1112).slice(0, 10_000) }),
  },
  { key: 'no-space-name', name: 'W'.repeat(300), purpose: 'a name of 300 letters without a space' },
  {
    key: 'unknown-document',
    name: 'Unknown Document',
    purpose: 'a fourth document type and expiredIds nobody announced',
    change: () => ({
      extra: {
        residencePermit: {
          residencePermitNumber: 'RP-102938',
          dateOfExpiry: '2031-01-01',
          frontImage: imageRef('passport', 1),
        },
      },
      extraExpiredIds: ['residencePermit', 'gcc_id', 'emirates_id'],
    }),
  },
  {
    key: 'only-uuid',
    name: 'Only Uuid',
    purpose: 'the detail holds nothing but uuid',
    change: fault({ mode: 'only-uuid' }),
  },
  { key: 'no-uuid', name: 'No Uuid', purpose: 'the detail has no uuid', change: fault({ mode: 'no-uuid' }) },
  {
    key: 'wrong-types',
    name: 'Wrong Types',
    purpose: 'every field but uuid has the wrong type',
    change: fault({ mode: 'wrong-types' }),
  },
  {
    key: 'wrong-person',
    name: 'Wrong Person',
    purpose: 'a look-up by its e-mail answers with somebody else; by its phone it is right',
    change: fault({ mode: 'wrong-person' }),
  },
  {
    key: 'unreadable-values',
    name: 'Unreadable Values',
    purpose: 'an expiry at 13:00, a birth date with slashes, a face match of "maybe", a status in words',
    change: (base) => ({
      passport: { ...base.passport, dateOfExpiry: '2020-01-31T13:00:00.000Z', idMatch: 'maybe', idScore: 'about 98' },
      odd: { dateOfBirth: '14/05/1990', status: 'Draft', isLive: 'perhaps', expiredIds: [{ name: 'passport' }] },
    }),
  },
  {
    key: 'other-writings',
    name: 'Other Writings',
    purpose: 'an expiry at midnight, words and digits for values, one object or name in place of a list',
    change: (base, today) => ({
      passport: {
        ...base.passport,
        dateOfExpiry: `${isoDay(today - 40)}T00:00:00.000Z`,
        idMatch: 'false',
        idScore: '12.5',
        idClassificationPassed: 0,
      },
      emiratesId: null,
      odd: {
        status: '6',
        isLive: 'yes',
        isLiveScore: '98.6',
        expiredIds: 'passport',
        passports: { passportNumber: 12345678, dateOfExpiry: `${isoDay(today - 40)}T00:00:00.000Z`, idMatch: 'false' },
      },
    }),
  },
  {
    key: 'year-zero',
    name: 'Year Zero',
    purpose: 'an expiry in the year 0, and a status beyond 32 bits',
    change: (base) => ({
      passport: { ...base.passport, dateOfExpiry: '0000-05-12' },
      odd: { status: 3_000_000_000 },
    }),
  },
  {
    key: 'bare-image',
    name: 'Bare Image',
    purpose: 'images as plain base64, without data:',
    change: () => pictures('bare'),
  },
  {
    key: 'large-images',
    name: 'Large Images',
    purpose: 'two images of 20 MB; the smaller ones are fine',
    change: () => ({ idFace: imageRef('huge', 0), isLiveFaces: [imageRef('huge', 1)] }),
  },
  {
    key: 'svg-image',
    name: 'Svg Image',
    purpose: 'SVG with a script, called image/png',
    change: () => pictures('svg-as-png'),
  },
  {
    key: 'html-image',
    name: 'Html Image',
    purpose: 'HTML with a script, called image/png',
    change: () => pictures('html-as-png'),
  },
  {
    key: 'truncated-image',
    name: 'Truncated Image',
    purpose: 'base64 that stops half-way',
    change: () => pictures('truncated'),
  },
  {
    key: 'not-base64-image',
    name: 'Not Base64',
    purpose: 'characters that are no base64',
    change: () => pictures('not-base64'),
  },
  {
    key: 'png-webp',
    name: 'Png and Webp',
    purpose: 'a PNG reference face and WebP frames',
    change: () => ({ idFace: imageRef('png'), isLiveFaces: [imageRef('webp'), imageRef('webp')] }),
  },
  {
    key: 'no-images',
    name: 'No Images',
    purpose: 'documents without one image',
    change: (base) => ({
      isLiveFaces: null,
      idFace: null,
      passport: { ...base.passport, frontImage: null, backImage: null, idImage: null },
      emiratesId: { ...base.emiratesId, frontImage: null, backImage: null, idImage: null },
    }),
  },
  {
    key: 'many-frames',
    name: 'Many Frames',
    purpose: 'twelve liveness frames, some 8 MB',
    change: () => ({ isLiveFaces: Array.from({ length: 12 }, (_, frame) => imageRef('face', frame % 6)) }),
  },
  {
    key: 'escaped-slashes',
    name: 'Escaped / Slashes',
    purpose: 'every slash of the JSON is written \\/',
    change: fault({ mode: 'escaped-slashes' }),
  },
  {
    key: 'repeated-keys',
    name: 'Repeated Keys',
    purpose: 'name, idFace and uuid occur twice; the last one counts',
    change: fault({ mode: 'repeated-keys' }),
  },
  { key: 'slow-detail', name: 'Slow', purpose: 'the detail takes 3 s', change: fault({ mode: 'delay', ms: 3000 }) },
  { key: 'hang-detail', name: 'Hanging', purpose: 'the detail never comes', change: fault({ mode: 'hang' }) },
  { key: 'drip-detail', name: 'Dripping', purpose: 'the detail comes in drops', change: fault({ mode: 'drip' }) },
  {
    key: 'reset-detail',
    name: 'Reset',
    purpose: 'the connection is reset',
    change: fault({ mode: 'reset', when: 'before-headers' }),
  },
  {
    key: 'reset-mid-body',
    name: 'Reset Midway',
    purpose: 'the connection is reset half-way',
    change: fault({ mode: 'reset', when: 'mid-body' }),
  },
  {
    key: 'server-error-detail',
    name: 'Server Error',
    purpose: 'the detail answers 500',
    change: fault({ mode: 'status', status: 500 }),
  },
  {
    key: 'unavailable-detail',
    name: 'Unavailable',
    purpose: 'the detail answers 503',
    change: fault({ mode: 'status', status: 503 }),
  },
  {
    key: 'rate-limited-detail',
    name: 'Rate Limited',
    purpose: 'the detail answers 429 with Retry-After: 7',
    change: fault({ mode: 'status', status: 429, retryAfter: 7 }),
  },
  {
    key: 'echo-detail',
    name: 'Echo',
    purpose: 'the detail answers 400 and repeats the whole request, secret included',
    change: fault({ mode: 'echo' }),
  },
  { key: 'html-detail', name: 'Html', purpose: 'the detail is an HTML page with 200', change: fault({ mode: 'html' }) },
  {
    key: 'truncated-detail',
    name: 'Truncated',
    purpose: 'half of the JSON, then a clean end',
    change: fault({ mode: 'truncate' }),
  },
  { key: 'redirect-detail', name: 'Redirect', purpose: 'the detail answers 302', change: fault({ mode: 'redirect' }) },
  {
    key: 'oversize-detail',
    name: 'Oversize',
    purpose: 'the detail is 64 MB',
    change: fault({ mode: 'oversize', megabytes: 64 }),
  },
];

export const NAMED_CUSTOMERS: readonly NamedCustomer[] = data;

function fault(quirk: NonNullable<CustomerRecord['quirk']>) {
  return (): Partial<CustomerRecord> => ({ quirk });
}

function pictures(kind: 'svg-as-png' | 'html-as-png' | 'truncated' | 'not-base64' | 'bare'): Partial<CustomerRecord> {
  return { idFace: imageRef(kind), isLiveFaces: [imageRef(kind), imageRef('face', 0)] };
}

function egyptian(base: CustomerRecord): CustomerRecord['egyptNationalId'] {
  return {
    id: base.id * 10 + 3,
    egyptNationalIdNumber: '28705120112345',
    dateOfIssue: '2022-05-01',
    dateOfExpiry: '2039-04-30',
    authority: 'Civil Status Authority',
    countryOfIssue: 'EGY',
    idMatch: true,
    idScore: 95.2,
    idClassificationPassed: true,
    frontImage: imageRef('egypt-front'),
    backImage: imageRef('egypt-back'),
    idImage: imageRef('portrait', 2),
  };
}
