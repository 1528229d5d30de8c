import { expect, it } from 'vitest';
import { noteSchema } from './note-requests';

const said = (text: string) =>
  noteSchema.safeParse({ id: '7f1f3b52-8d0a-4c39-9f6a-0f3c6a0d6c11', text, mentions: [] }).data?.text;

it('a note pasted from a table or a mail is taken, with its lines', () => {
  expect(said('\tPassport\texpired\r\n2026-11-01\u0000\u0007 ')).toBe('Passport expired\n2026-11-01');
});

it('a note that is nothing but what nobody sees is none', () => {
  expect([said('\t\u0000\n'), said('')]).toEqual([undefined, undefined]);
});
