import { expect, test } from 'vitest';
import type { AuditPerson } from '@/lib/contracts/audit';
import { peopleFound } from './people-found';

const person = (name: string, email: string): AuditPerson => ({
  ...{ id: email, name, email, role: 'support', kind: 'local', apart: null, hasLeft: false },
});
const PEOPLE = [
  person('Ana Marsh', 'a.marsh@desk.example'),
  person('Marta Ruiz', 'marta@desk.example'),
  person('Zoë Martín', 'zoe@other.example'),
];
const found = (typed: string) => peopleFound(PEOPLE, typed).shown.map(({ name }) => name);

test('people are found by name or address, without marks and in any case, those whose name begins so first', () => {
  expect(found('')).toEqual(['Ana Marsh', 'Marta Ruiz', 'Zoë Martín']);
  expect(found('MART')).toEqual(['Marta Ruiz', 'Zoë Martín']);
  expect(found('zoe mar')).toEqual(['Zoë Martín']);
  expect(found('a.marsh@desk')).toEqual(['Ana Marsh']);
  expect(found('ruiz')).toEqual(['Marta Ruiz']);
  expect(found('nobody')).toEqual([]);
});

test('a long list says how many more there are', () => {
  const many = Array.from({ length: 60 }, (_, index) => person(`Person ${index}`, `p${index}@desk.example`));
  expect(peopleFound(many, 'person')).toMatchObject({ shown: { length: 50 }, more: 10 });
});
