/** Somebody whom the identity provider knows. */
export interface Person {
  sub: string;
  email: string;
  name: string;
  /** @@ */
  groups: string | string[];
  /**
   * Where the provider tells the groups: in the identity token, only when asked for the userinfo, or nowhere. `elsewhere`
   * is what Microsoft Entra does with more than 200 groups: it points to an interface of its own.
   */
  groupsIn: 'id_token' | 'userinfo' | 'nowhere' | 'elsewhere';
  /** How they sign in at the provider: `amr` of RFC 8176. */
  amr: string[];
}

const person = (sub: string, name: string, groups: string | string[], more: Partial<Person> = {}): Person => ({
  sub,
  name,
  groups,
  email: `${sub}@company.example`,
  groupsIn: 'id_token',
  amr: ['pwd'],
  ...more,
});

export const PEOPLE: readonly Person[] = [
  person('noor', 'Noor Haddad', ['staff', 'desk-compliance'], { amr: ['pwd', 'otp', 'mfa'] }),
  person('sven', 'Sven Lindqvist', 'desk-support'),
  person('ada', 'Ada Okonkwo', ['desk-admins'], { groupsIn: 'userinfo' }),
  person('both', 'Bo Both', ['desk-support', 'desk-compliance']),
  person('guest', 'Gus Guest', ['staff']),
  // The e-mail of a local account of every test stack.
  person('namesake', 'Not Mina', ['desk-support'], { email: 'admin@desk.example' }),
];
