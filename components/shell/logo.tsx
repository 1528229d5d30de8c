/** The desk's mark: a card with a check, in the accent colour. The same drawing as `app/icon.svg`. */
export function Logo({ className = 'size-5' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={className}>
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <path d="M5 7.5h6M5 10.5h3" className="stroke-on-accent" strokeWidth="1.6" strokeLinecap="round" />
      <path
        d="m9.8 12.6 2 2 3.7-4.4"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
