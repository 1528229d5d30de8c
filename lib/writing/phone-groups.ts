/**
 * The codes of countries with one and two digits (ITU-T E.164); every other code has three. By hand, because the library
 * that knows all numbering plans weighs 40 KB, and a list of customers only needs groups that can be read aloud.
 */
const COUNTRY = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d{4,12})$/;

/**
 * A number in E.164 in groups for reading aloud: `+971501234567` -> `+971`, `50`, `123`, `4567`. Groups of three from the
 * left and four at the end; what is left over stands first. Joined, the groups are the number as it came. Anything else is
 * one group.
 */
export function phoneGroups(given: string): string[] {
  const [, country, rest = ''] = COUNTRY.exec(given) ?? [];
  if (country === undefined) return [given];
  const groups = [rest.slice(-4)];
  for (let end = rest.length - 4; end > 0; end -= 3) groups.unshift(rest.slice(Math.max(0, end - 3), end));
  // One digit alone is hard to hear: it goes with the group behind it.
  const [first = '', second, ...others] = groups;
  const heard = first.length === 1 && second !== undefined ? [first + second, ...others] : groups;
  return [`+${country}`, ...heard];
}
