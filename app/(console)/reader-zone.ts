import { cookies } from 'next/headers';
import { TIME_ZONE_COOKIE } from '@/components/shell/preferences';
import { isTimeZone } from '@/lib/writing/zones';

/** The time zone of the person who asks for a page; UTC until their browser has said it. */
export async function readerZone(): Promise<string> {
  const zone = (await cookies()).get(TIME_ZONE_COOKIE)?.value;
  return zone !== undefined && isTimeZone(zone) ? zone : 'UTC';
}
