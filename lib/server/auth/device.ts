import 'server-only';

/** The order counts: nearly every browser claims to be Chrome and Safari as well. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Chrome, headless'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

/** The order counts: Android also says Linux, and an iPhone also says Mac OS X. */
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bWindows NT\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'a Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/**
 * A user agent in plain words: "Chrome on Windows". Enough for a person to recognise their own devices. A client may
 * claim anything here.
 */
export function deviceWords(userAgent: string | null): string {
  const claimed = userAgent ?? '';
  const browser = BROWSERS.find(([pattern]) => pattern.test(claimed))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(claimed))?.[1];
  if (browser === undefined && system === undefined) return 'Unknown device';
  return [browser ?? 'A browser', system].filter((word) => word !== undefined).join(' on ');
}
