import 'server-only';
import fs from 'node:fs';
import path from 'node:path';
import { getTableColumns } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { success } from '../../e2e/support/vendor/example-answers';
import type { CustomerDocument } from '../contracts/customer';
import { exportSchema, linkSchema, searchQuerySchema } from '../contracts/search-requests';
import { DOCUMENTS, documentTypeOf, KNOWN_DOCUMENTS, OTHER_DOCUMENTS_BIT } from '../kyc/document-types';
import { compareOcr } from '../kyc/ocr-compare';
import { documentLabel } from '../words/documents';
import { directoryCustomers } from './db/directory-schema';
import { entryOfCustomer, entryOfRow } from './directory/entry';
import { deriveKeys, documentKey } from './directory/keys';
import { readCustomer, readPage } from './sentinel/answers';
import { readImages } from './sentinel/images';

/** Everything that knows a document type must know each one of `DOCUMENTS`: a type that is added there is everywhere. */

const CALL = { name: 'test', path: '/' };
const UUID = '2f1f3a52-5f0b-4c3e-9a55-0d8f3a8f4f11';
const KEYS = deriveKeys('a secret of the tests, long enough');
const LIST = { page: 1, perPage: 10, sortBy: 'updatedAt', order: 'desc' } as const;

const migrations = path.join(import.meta.dirname, 'db/migrations');
const sql = fs
  .readdirSync(migrations)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => fs.readFileSync(path.join(migrations, file), 'utf8'))
  .join('\n');

it('gives each type a bit of its own, within a smallint', () => {
  const bits = [...KNOWN_DOCUMENTS.map((type) => DOCUMENTS[type].directory.bit), OTHER_DOCUMENTS_BIT];
  expect(new Set(bits).size).toBe(bits.length);
  expect(bits.filter((bit) => !Number.isInteger(Math.log2(bit)) || bit > 2 ** 14)).toEqual([]);
});

describe.each(KNOWN_DOCUMENTS)('%s', (type) => {
  const { names, list, number, ocr, ocrNumber, isCard, directory } = DOCUMENTS[type];
  const written = { [number ?? 'cardNumber']: 'AB-12345', dateOfExpiry: '2030-05-06', idMatch: false };

  it('is known by each of the names that the vendor uses, and by a label', () => {
    expect(names[0]).toBe(type);
    expect(names.map(documentTypeOf)).toEqual(names.map(() => type));
    expect(documentLabel(type)).not.toBe(type);
  });

  it('is read from a row of the list, and kept in the directory', () => {
    const body = success({ data: [{ uuid: UUID, [list]: [written], expiredIds: [...names, 'other'] }] });
    const [row] = readPage(CALL, body, LIST).rows;
    if (row === undefined) throw new Error('no row was read');
    expect(row.documents).toEqual([{ type, dateOfExpiry: '2030-05-06', idMatch: false }]);
    expect(row.expiredDocuments).toEqual([type, 'other']);
    expect(row.documentNumbers).toEqual(['AB-12345']);
    expect(entryOfRow(KEYS, row)).toMatchObject({
      documentMask: directory.bit,
      expiredMask: directory.bit | OTHER_DOCUMENTS_BIT,
      documentKeys: [documentKey(KEYS, 'AB-12345')],
      faceFailed: true,
    });
  });

  it('is read from the detail, with the fields that OCR read beside it', () => {
    const body = success({ uuid: UUID, [type]: written, [ocr]: { surname: 'HADDAD' } });
    const customer = readCustomer(CALL, body);
    expect(customer.documents).toEqual([
      expect.objectContaining({ type, number: 'AB-12345', ocr: [{ key: 'surname', value: 'HADDAD' }] }),
    ]);
    expect(entryOfCustomer(KEYS, customer).documentMask).toBe(directory.bit);
  });

  it('has images of its own', () => {
    const { images } = readImages(CALL, success({ uuid: UUID, [type]: { frontImage: 'none', idImage: 'none' } }));
    expect(images.map(({ id, group }) => [id, group])).toEqual([
      [`${type}-front`, type],
      [`${type}-portrait`, type],
    ]);
  });

  it('has its number compared with the one that OCR read', () => {
    const keys = [...ocrNumber.anywhere, ...(isCard ? ocrNumber.onCards : [])];
    const document: CustomerDocument = {
      ...{ type, number: 'AB12345', dateOfIssue: null, dateOfExpiry: null, authority: null, countryOfIssue: null },
      ...{ passportType: null, placeOfIssue: null, idMatch: null, idScore: null, idClassificationPassed: null },
      ocr: keys.map((key) => ({ key, value: 'AB-12345' })),
    };
    const person = { name: null, surname: null, nationality: null, gender: null, dateOfBirth: null };
    expect(keys).not.toEqual([]);
    expect(compareOcr(document, person).map(({ result }) => result)).toEqual(keys.map(() => 'same'));
  });

  it('may be filtered by, exported by, and asked for in a link', () => {
    const filters = { documentType: [type] };
    expect(searchQuerySchema.safeParse({ filters }).success).toBe(true);
    expect(exportSchema.safeParse({ filters, columns: ['uuid'] }).success).toBe(true);
    expect(linkSchema.safeParse({ documents: [type] }).success).toBe(true);
    expect(linkSchema.safeParse({ documents: [...KNOWN_DOCUMENTS] }).success).toBe(true);
  });

  it('has a column and an index in the migrations', () => {
    expect(Object.values(getTableColumns(directoryCustomers)).map(({ name }) => name)).toContain(directory.expiry);
    expect(sql).toMatch(new RegExp(`"${directory.expiry}" date\\b`));
    expect(sql).toContain(`INDEX "directory_${directory.expiry}" ON "directory_customers"`);
  });
});
