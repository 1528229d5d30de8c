import { describe, expect, it } from 'vitest';
import { fold, foldWithOrigin } from './fold';

describe('letters that are typed as others', () => {
  it.each([
    ['Łukasz', 'lukasz'],
    ['Søren', 'soren'],
    ['Đorđe', 'dorde'],
    ['Guðrún', 'gudrun'],
    ['Þóra', 'thora'],
    ['Ħal', 'hal'],
    ['Ŧ', 't'],
    ['Işık', 'isik'],
    ['Straße', 'strasse'],
    ['Ægir', 'aegir'],
    ['Œuvre', 'oeuvre'],
    ['ΝΊΚΟΣ', 'νικοσ'],
    ['Νίκος', 'νικοσ'],
    ['ﬁ', 'fi'],
    ['ｱ', 'ア'],
  ])('%s is %s', (written, folded) => {
    expect(fold(written)).toBe(folded);
  });
});

describe('Arabic letters', () => {
  it.each([
    ['alef in all its forms', 'أإآٱا', 'ااااا'],
    ['ya and alef maqsura', 'يى', 'يي'],
    ['Persian and Urdu yeh', 'یېے', 'ييي'],
    ['ta marbuta and ha', 'ةه', 'هه'],
    ['Persian and Urdu heh', 'ۀەہھ', 'هههه'],
    ['Persian and Urdu kaf', 'کك', 'كك'],
    ['hamza on its seats', 'ؤئ', 'وي'],
    ['tatweel and harakat', 'مُحَـــمَّد', 'محمد'],
    ['a superscript alef', 'رحمٰن', 'رحمن'],
    ['presentation forms', 'ﷲ', 'الله'],
  ])('%s', (_, written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  it.each([
    ['علی', 'علي'],
    ['کریم', 'كريم'],
    ['زهرہ', 'زهره'],
    ['فاطمة', 'فاطمه'],
    ['بیگ', 'بيگ'],
  ])('%s and %s are one name', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });
});

it('takes the digits of every script for digits', () => {
  expect(fold('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
  expect(fold('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789');
  expect(fold('１２')).toBe('12');
});

it('keeps punctuation in e-mail addresses alone', () => {
  expect(fold("O'Connor-Smith_1@x.y", 'words')).toBe('oconnor smith 1 x y');
  expect(fold("o'connor-smith_1@x.y", 'email')).toBe("o'connor-smith_1@x.y");
  expect(fold('a.b+c@d-e.f', 'words')).toBe('a b c d e f');
});

it('knows where each letter came from, also where one letter is made of two', () => {
  const { text, origin } = foldWithOrigin('Þór æ');
  expect(text).toBe('thor ae');
  expect(origin).toEqual([0, 0, 1, 2, 3, 4, 4, 5]);
});
