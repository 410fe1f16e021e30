import type { ReactNode } from 'react'

/** Things of one kind below each other: what each is, what became of it, what can be done with it. */
export const RowList = ({ label, children }: { label: string; children: ReactNode }) => <ul className="rows" aria-label={label}>{children}</ul>

interface RowProps { icon: ReactNode; title: ReactNode; /** Beside the title: whose, when. */ sub?: ReactNode; note?: ReactNode; /** Something is wrong with it. */ bad?: boolean; /** Does not count. */ faint?: boolean; /** It is the present one. */ now?: boolean; children?: ReactNode; below?: ReactNode }

export function RowItem({ icon, title, sub, note, bad, faint, now, children, below }: RowProps) {
  return (
    <li className={[bad && 'bad', faint && 'faint', now && 'now'].filter(Boolean).join(' ') || undefined}>
      <span className="icon" aria-hidden="true">{icon}</span>
      <span className="what"><b>{title}</b>{sub && <small className="muted"> {sub}</small>}</span>
      <span className="note">{note}</span>
      <span className="acts">{children}</span>
      {below && <div className="below">{below}</div>}
    </li>
  )
}
