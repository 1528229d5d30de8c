/**
 * Mobile numbers whose length and prefix libphonenumber accepts. Each number is a head and six free digits; the ten
 * heads of a shape stand for the seventh digit, because North American exchanges may not begin with 0 or 1.
 */
interface PhoneShape {
  heads: readonly string[];
}

const plain = (prefix: string): PhoneShape => ({ heads: Array.from('0123456789', (digit) => prefix + digit) });
const northAmerica: PhoneShape = {
  heads: [202, 212, 305, 312, 415, 512, 617, 702, 713, 917].map((area) => `+1${area}5`),
};
const plains = (prefixes: string) => prefixes.split(' ').map((prefix) => plain(prefix));

export const PHONE_SHAPES: Record<string, readonly PhoneShape[]> = {
  ARE: plains('+97150 +97152 +97154 +97155 +97156 +97158'),
  AUS: plains('+6141'),
  BGD: plains('+880171'),
  BRA: plains('+551198'),
  CAN: [northAmerica],
  CHN: plains('+861381 +861391'),
  DEU: plains('+491511 +49170'),
  EGY: plains('+20100 +20111 +20122'),
  ESP: plains('+3461'),
  ETH: plains('+25191'),
  FRA: plains('+3361 +3362 +3366'),
  GBR: plains('+44731 +44742'),
  GRC: plains('+30697'),
  IND: plains('+91981 +91987 +91994'),
  IRN: plains('+98912'),
  IRQ: plains('+964770'),
  ISR: plains('+97253'),
  JOR: plains('+96279'),
  JPN: plains('+81903'),
  KEN: plains('+25472'),
  KOR: plains('+82104'),
  LKA: plains('+9477'),
  NGA: plains('+234803'),
  NPL: plains('+977984'),
  PAK: plains('+92300 +92321 +92333'),
  PHL: plains('+63917 +63918'),
  POL: plains('+4850'),
  RUS: plains('+7916'),
  SAU: plains('+96650 +96653 +96655'),
  SYR: plains('+96394'),
  THA: plains('+6681'),
  TUR: plains('+90532'),
  UKR: plains('+38067'),
  USA: [northAmerica],
  VNM: plains('+8490'),
};

const allHeads = [...new Set(Object.values(PHONE_SHAPES).flatMap((shapes) => shapes.flatMap(({ heads }) => heads)))];
allHeads.sort();

/** No head begins another one (a test says so), hence ordering by head, then digits, is ordering by the number. */
export const PHONE_HEADS: readonly string[] = allHeads;
export const headRank = new Map(PHONE_HEADS.map((head, rank) => [head, rank]));

const digitOfHead = new Map(
  Object.values(PHONE_SHAPES).flatMap((shapes) =>
    shapes.flatMap(({ heads }) => heads.map((head, digit) => [head, String(digit)] as const)),
  ),
);

/** The seven digits that were put into `phone`, or undefined when no shape here could have made it. */
export function scatteredDigits(phone: string): string | undefined {
  const digit = digitOfHead.get(phone.slice(0, -6));
  const rest = phone.slice(-6);
  return digit !== undefined && /^\d{6}$/.test(rest) ? digit + rest : undefined;
}

export function phoneFrom(shape: PhoneShape, digits: string): { head: string; rest: string } {
  return { head: shape.heads[Number(digits[0])] ?? '', rest: digits.slice(1) };
}
