import { expect, it } from 'vitest';
import { deviceWords } from './device';

const MOZILLA = 'Mozilla/5.0';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
it.each([
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on Windows'],
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0`, 'Edge on Windows'],
  [`${MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Linux'],
  [`${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/26.0 Safari/605.1.15`, 'Safari on a Mac'],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 26_0 like Mac OS X) ${WEBKIT} Version/26.0 Mobile/15E148 Safari/604.1`,
    'Safari on an iPhone',
  ],
  [`${MOZILLA} (Linux; Android 16; K) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`, 'Chrome on Android'],
  [`${MOZILLA} (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on ChromeOS'],
  [`${MOZILLA} (X11; Ubuntu; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Linux'],
  [`${MOZILLA} (Linux) ${WEBKIT} HeadlessChrome/142.0.0.0 Safari/537.36`, 'Chrome, headless on Linux'],
  [`${MOZILLA} (Linux; Android 16) ${WEBKIT} Chrome/142.0 Mobile Safari/537.36 EdgA/142.0`, 'Edge on Android'],
  [`${MOZILLA} (iPhone; like Mac OS X) ${WEBKIT} EdgiOS/142.0 Mobile/15E148 Safari/605.1`, 'Edge on an iPhone'],
  [`${MOZILLA} (Windows NT 10.0) ${WEBKIT} Chrome/142.0 Safari/537.36 OPR/120.0`, 'Opera on Windows'],
  [`${MOZILLA} (iPad; like Mac OS X) ${WEBKIT} OPiOS/16.0 Safari/9537.53`, 'Opera on an iPad'],
  [
    `${MOZILLA} (Linux; Android 16) ${WEBKIT} SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36`,
    'Samsung Internet on Android',
  ],
  [`${MOZILLA} (iPad; like Mac OS X) ${WEBKIT} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, 'Firefox on an iPad'],
  [`${MOZILLA} (iPhone; like Mac OS X) ${WEBKIT} CriOS/142.0 Mobile/15E148 Safari/604.1`, 'Chrome on an iPhone'],
  [`${MOZILLA} (Mac OS X) ${WEBKIT} Safari/605.1.15`, 'Safari on a Mac'],
  [`${MOZILLA} (Macintosh) ${WEBKIT} Safari/605.1.15`, 'Safari on a Mac'],
  ['A robot (Windows NT 10.0)', 'A browser on Windows'],
  ['Chrome/142.0', 'Chrome'],
  ['not curl/8.14.1', 'Unknown device'],
  ['   ', 'Unknown device'],
  ['curl/8.14.1', 'curl'],
  ['something else', 'Unknown device'],
  ['', 'Unknown device'],
  [null, 'Unknown device'],
])('%j is %j', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});
