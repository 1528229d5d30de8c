import { phoneGroups } from '@/lib/writing/phone-groups';

/**
 * A phone number in groups, to be read aloud. The gaps are drawn, not written (`phone-groups` in `globals.css`): selecting
 * and copying gives the number as it came.
 */
export function Phone({ number }: { number: string }) {
  const [country, ...groups] = phoneGroups(number);
  return (
    <>
      {country}
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a number have no other name.
        <span key={index}>{group}</span>
      ))}
    </>
  );
}
