import { ownTimeZone } from '../writing/zones';
import { spoken } from './language';

export interface TimeZoneWords {
  days: (zone: string) => string;
  times: (zone: string) => string;
  daysOfUtcFile: (zone: string) => string;
}

const ENGLISH: TimeZoneWords = {
  days: (zone) => `Days in your time zone, ${zone}`,
  times: (zone) => `Times are written in your time zone, ${zone}, with their offset.`,
  daysOfUtcFile: (zone) => `Days in your time zone, ${zone}. The file’s times are in UTC.`,
};

const WORDS = spoken({ en: ENGLISH });

/** Beside filters that take days of moments. In the browser alone: the server has another time zone. */
export function daysHere(): string {
  return WORDS.days(ownTimeZone());
}

/** Beside an export that writes moments. */
export function timesHere(): string {
  return WORDS.times(ownTimeZone());
}

/** Beside the export of the audit trail, whose file is in UTC to be compared with other logs. */
export function daysOfUtcFile(): string {
  return WORDS.daysOfUtcFile(ownTimeZone());
}
