import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { accountsQuery } from '@/lib/client/accounts';
import { accountTaken } from '@/lib/words/account-taken';
import { accountEmail } from '@/lib/writing/contacts';

/**
 * The address of a new account. Says whose an address already is, from the list that the page has loaded; the server
 * decides. The box keeps its own text, so that the form can tell whether somebody has typed.
 */
export function EmailField({ error }: { error: string | undefined }) {
  const { data } = useQuery(accountsQuery());
  const [typed, setTyped] = useState('');
  const email = accountEmail(typed);
  const taken = data?.accounts.find((account) => account.email.toLowerCase() === email);
  return (
    <Field
      label="Email"
      name="email"
      type="text"
      inputMode="email"
      dir="ltr"
      spellCheck={false}
      error={taken ? accountTaken(taken) : error}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
