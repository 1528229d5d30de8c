import 'server-only';
import { isIP } from 'node:net';
import { addDays } from '../../../writing/days';
import { networkOf } from '../../network-address';
import type { Rule } from '../rule';
import { getOr } from '../usual';

/**
 * Opened customers from a network and on a device that are both new for the person (or one of them, by the settings).
 * Networks, not addresses: providers give people other addresses of the same network. The device is what the browser
 * claims, so a thief who imitates it is found by the network alone, with `either`.
 */
export const newPlace: Rule = ({ settings, facts }) => {
  const { says, days } = settings.newPlace;
  const people = new Map<string, { days: Set<string>; networks: Map<string, string>; devices: Map<string, string> }>();
  return (step) => {
    if (step.kind !== 'opened' || step.address === null || step.session === null) return null;
    const { person, day, at, seq, address, session } = step;
    const device = facts.device(session);
    if (device === null || isIP(address) === 0) return null;
    const network = networkOf(address);
    const mine = getOr(people, person, () => ({
      days: new Set<string>(),
      networks: new Map<string, string>(),
      devices: new Map<string, string>(),
    }));
    const first = addDays(day, -settings.usualDays);
    const known = (places: Map<string, string>, place: string) => (places.get(place) ?? '') >= first;
    const isNew = [!known(mine.networks, network), !known(mine.devices, device)];
    const isKnown = [...mine.days].filter((one) => one >= first && one < day).length >= days;
    if (!mine.days.has(day)) for (const one of mine.days) if (one < first) mine.days.delete(one);
    mine.days.add(day);
    mine.networks.set(network, day);
    mine.devices.set(device, day);
    if (!isKnown || !(says === 'both' ? isNew.every(Boolean) : isNew.some(Boolean))) return null;
    return { key: `${person} ${day}`, person, figures: { count: 1 }, from: at, rows: () => [seq] };
  };
};
