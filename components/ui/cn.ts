import { type ClassValue, clsx } from 'clsx';
import { createTailwindMerge, validators } from 'tailwind-merge';

const any = [validators.isAny];
const sizes = ['xs', 'sm', 'base', 'lg', 'xl'];

/**
 * The classes that a caller may override in a primitive. tailwind-merge's full table costs 6 KB gzipped on every page,
 * so this table has only the groups that our primitives set. A class outside these groups stays, next to its rival.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: ['block', 'inline', 'inline-block', 'flex', 'inline-flex', 'grid', 'hidden', 'contents'],
    position: ['static', 'relative', 'absolute', 'fixed', 'sticky'],
    flow: ['truncate', 'whitespace-normal', 'whitespace-nowrap', 'break-words'],
    overflow: [{ overflow: any }],
    'flex-direction': ['flex-row', 'flex-col'],
    'flex-wrap': ['flex-wrap', 'flex-nowrap'],
    shrink: ['shrink', { shrink: any }],
    items: [{ items: any }],
    justify: [{ justify: any }],
    gap: [{ gap: any }],
    w: [{ w: any }],
    h: [{ h: any }],
    size: [{ size: any }],
    'min-w': [{ 'min-w': any }],
    'max-w': [{ 'max-w': any }],
    'min-h': [{ 'min-h': any }],
    'max-h': [{ 'max-h': any }],
    p: [{ p: any }],
    px: [{ px: any }],
    py: [{ py: any }],
    ps: [{ ps: any }],
    pe: [{ pe: any }],
    pt: [{ pt: any }],
    pb: [{ pb: any }],
    'font-size': [{ text: sizes }],
    'text-align': [{ text: ['start', 'center', 'end'] }],
    'text-color': [{ text: any }],
    'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
    bg: [{ bg: any }],
    rounded: ['rounded', { rounded: any }],
    'border-w': ['border', 'border-0', 'border-2'],
    'border-w-x': ['border-x', 'border-x-0'],
    'border-w-y': ['border-y', 'border-y-0'],
    'border-w-t': ['border-t', 'border-t-0'],
    'border-w-b': ['border-b', 'border-b-0'],
    'border-w-s': ['border-s', 'border-s-0'],
    'border-w-e': ['border-e', 'border-e-0'],
    'border-color': [{ border: any }],
    top: [{ top: any }],
    z: [{ z: any }],
  },
  conflictingClassGroups: {
    size: ['w', 'h'],
    p: ['px', 'py', 'ps', 'pe', 'pt', 'pb'],
    px: ['ps', 'pe'],
    py: ['pt', 'pb'],
    'border-w': ['border-w-x', 'border-w-y', 'border-w-t', 'border-w-b', 'border-w-s', 'border-w-e'],
    'border-w-x': ['border-w-s', 'border-w-e'],
    'border-w-y': ['border-w-t', 'border-w-b'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: [],
}));

/** Joins class names. Where two set the same property, the later one wins. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
