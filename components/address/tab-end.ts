/** What is to be forgotten when the person's session ends in this tab. Parts that load later add what they keep. */
const ends = new Set<() => void>();

/** The next person to sign in must not find what this one has left. Call when the file loads. */
export function atTabEnd(forget: () => void): void {
  ends.add(forget);
}

export function endTab(): void {
  for (const forget of ends) forget();
}
