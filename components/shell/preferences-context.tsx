'use client';

import { DirectionProvider } from '@base-ui/react/direction-provider';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { applyPreference, type Preferences } from './preferences';

interface Value extends Preferences {
  choose: <K extends keyof Preferences>(key: K, value: Preferences[K]) => void;
}

const Context = createContext<Value | null>(null);

export function usePreferences(): Value {
  const value = useContext(Context);
  if (!value) throw new Error('usePreferences needs a PreferencesProvider above it');
  return value;
}

export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const value = useMemo<Value>(
    () => ({
      ...preferences,
      choose: (key, chosen) => {
        applyPreference(key, chosen);
        setPreferences((before) => ({ ...before, [key]: chosen }));
      },
    }),
    [preferences],
  );
  return (
    <Context value={value}>
      <DirectionProvider direction={preferences.direction}>{children}</DirectionProvider>
    </Context>
  );
}
