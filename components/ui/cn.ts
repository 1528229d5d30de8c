import { type ClassValue, clsx } from 'clsx';

/**
 * The classes that a caller may override in a primitive, by the property that they set. tailwind-merge costs 4 KB gzipped
 * on every page, with these groups alone. A class outside these groups stays, next to its rival.
 */
const WORDS = {
  display: 'block inline inline-block flex inline-flex grid hidden contents',
  position: 'static relative absolute fixed sticky',
  flow: 'truncate whitespace-normal whitespace-nowrap break-words',
  direction: 'flex-row flex-col',
  wrap: 'flex-wrap flex-nowrap',
  shrink: 'shrink',
  'font-size': 'text-xs text-sm text-base text-lg text-xl',
  'text-align': 'text-start text-center text-end',
  'font-weight': 'font-normal font-medium font-semibold font-bold',
  rounded: 'rounded',
  border: 'border border-0 border-2',
  'border-x': 'border-x border-x-0',
  'border-y': 'border-y border-y-0',
  'border-t': 'border-t border-t-0',
  'border-b': 'border-b border-b-0',
  'border-s': 'border-s border-s-0',
  'border-e': 'border-e border-e-0',
};

/** Groups of the classes that begin so and end in any value: `min-w-0`, `bg-[#fff]`. */
const PREFIXES =
  'overflow shrink items justify gap w h size min-w max-w min-h max-h p px py ps pe pt pb text bg rounded top z'.split(
    ' ',
  );
/** `border-` and a value that is none of the words above sets the colour. */
const BORDER_COLOUR = 'border-color';

/** What a later class of a group takes away besides its own group. */
const COVERED = new Map(
  Object.entries({
    size: 'w h',
    p: 'px py ps pe pt pb',
    px: 'ps pe',
    py: 'pt pb',
    border: 'border-x border-y border-t border-b border-s border-e',
    'border-x': 'border-s border-e',
    'border-y': 'border-t border-b',
  }).map(([group, covered]) => [group, covered.split(' ')]),
);

const groupOfWord = new Map(
  Object.entries(WORDS).flatMap(([group, words]) => words.split(' ').map((word): [string, string] => [word, group])),
);

function groupOf(name: string): string | undefined {
  const word = groupOfWord.get(name.includes('[') ? name : (name.split('/')[0] ?? name));
  if (word !== undefined) return word;
  if (name.startsWith('border-')) return BORDER_COLOUR;
  return PREFIXES.find((prefix) => name.startsWith(`${prefix}-`) && name.length > prefix.length + 1);
}

/** The variants of a class (`max-sm:`, `[&_svg]:`), and its name. A colon in brackets belongs to their value. */
function split(one: string): [variants: string, name: string] {
  let depth = 0;
  let from = 0;
  const variants: string[] = [];
  for (let at = 0; at < one.length; at += 1) {
    const letter = one.charAt(at);
    if (letter === '[' || letter === '(') depth += 1;
    else if (letter === ']' || letter === ')') depth -= 1;
    else if (letter === ':' && depth === 0) {
      variants.push(one.slice(from, at));
      from = at + 1;
    }
  }
  const name = one.slice(from);
  return [variants.some((variant) => variant.startsWith('[')) ? variants.join() : variants.sort().join(), name];
}

function merge(classes: string): string {
  const set = new Set<string>();
  const kept: string[] = [];
  for (const one of classes.split(/\s+/).reverse()) {
    const [variants, name] = split(one);
    const group = groupOf(name.replace(/^-/, ''));
    if (group !== undefined) {
      if (set.has(`${variants} ${group}`)) continue;
      for (const covered of [group, ...(COVERED.get(group) ?? [])]) set.add(`${variants} ${covered}`);
    }
    kept.push(one);
  }
  return kept.reverse().join(' ');
}

/** Lists draw the same classes over and over. */
const merged = new Map<string, string>();
const MOST_MERGED = 500;

/** Joins class names. Where two set the same property, the later one wins. */
export function cn(...values: ClassValue[]): string {
  const classes = clsx(values);
  const known = merged.get(classes);
  if (known !== undefined) return known;
  if (merged.size >= MOST_MERGED) merged.clear();
  const result = merge(classes);
  merged.set(classes, result);
  return result;
}
