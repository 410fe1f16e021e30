export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--ly-primary)" />
      <path d="M9.2 8.2a8 8 0 1 0 9.6 0" fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <path d="m10 13.6 3.2 3.2L20 10" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
