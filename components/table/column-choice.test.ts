import { describe, expect, it } from 'vitest';
import { readColumns, writeColumns } from './column-choice';
import type { ColumnLook } from './column-look';

const look = (fixed = false): ColumnLook => ({ label: 'x', min: 100, bone: '', ...(fixed && { fixed }) });
const LOOKS = { name: look(true), email: look(), phone: look(), gender: look(), link: look(true) };

describe('kept columns', () => {
  it.each([
    ['', ['name', 'email', 'phone', 'gender', 'link'], {}, {}],
    ['name,gender,-email,phone,link', ['name', 'gender', 'email', 'phone', 'link'], { email: false }, {}],
    ['gender', ['name', 'email', 'phone', 'gender', 'link'], {}, {}],
    ['phone,name', ['name', 'email', 'phone', 'gender', 'link'], {}, {}],
    [
      'name:240,email:63,phone:641,gender:64',
      ['name', 'email', 'phone', 'gender', 'link'],
      {},
      { name: 240, gender: 64 },
    ],
    ['-name,-link,-nothing,__proto__,constructor', ['name', 'email', 'phone', 'gender', 'link'], {}, {}],
    ['phone,phone,-phone', ['name', 'email', 'phone', 'gender', 'link'], {}, {}],
    ['<script>,7,-:12,email', ['name', 'email', 'phone', 'gender', 'link'], {}, {}],
  ])('%j', (stored, order, visibility, widths) => {
    expect(readColumns(stored, LOOKS)).toEqual({ order, visibility, widths });
  });

  it('come back as they were written', () => {
    const view = {
      order: ['name', 'phone', 'gender', 'email', 'link'],
      visibility: { gender: false },
      widths: { email: 300 },
    };
    expect(writeColumns(view)).toBe('name,phone,-gender,email:300,link');
    expect(readColumns(writeColumns(view), LOOKS)).toEqual(view);
  });
});
