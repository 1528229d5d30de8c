import type { RoleClaimGap } from '../contracts/audit-values';
import { spoken } from './language';
import { counted } from './numbers';

export interface UntoldRolesWords {
  /** @param lastAt when the last of these people tried, as people read it */
  title: (people: number, lastAt: string) => string;
  /** What it means for them, and what to do about it. */
  advice: Record<RoleClaimGap, string>;
  /** The link to the events. */
  events: string;
}

const KEPT = 'Sessions that are open go on with the role they have.';

const ENGLISH: UntoldRolesWords = {
  title: (people, lastAt) =>
    counted(people, {
      one: `The identity provider did not tell the role of # person, who could not sign in (last at ${lastAt})`,
      other: `The identity provider did not tell the roles of # people, who could not sign in (last at ${lastAt})`,
    }),
  advice: {
    'roles-missing': `${KEPT} The claim with the roles was absent: check OIDC_ROLES_CLAIM and what the provider sends. Some providers leave the claim out for a person without any role.`,
    'roles-overage': `${KEPT} These people are in more groups than the provider lists (Microsoft Entra: 200): use app roles, or send only the groups assigned to the desk. docs/single-sign-on.md tells how.`,
    'roles-unreadable': `${KEPT} The claim with the roles is neither a text nor a list of texts: have the provider send a list, or name another claim in OIDC_ROLES_CLAIM.`,
  },
  events: 'Show events',
};

export const UNTOLD_ROLES_WORDS = spoken({ en: ENGLISH });
