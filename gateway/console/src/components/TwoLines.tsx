import type { ReactNode } from 'react'

interface Props { head: ReactNode; /** How it stands: a word, or a clock. */ tag: ReactNode; /** Whose it is, or what is in it. */ sub: ReactNode; /** When, or how much. */ end?: ReactNode }

/** Two lines of a record in the list beside it. */
export const TwoLines = ({ head, tag, sub, end }: Props) => (
  <>
    <span className="row between"><b className="cut">{head}</b>{typeof tag === 'string' ? <span className="tag">{tag}</span> : tag}</span>
    <span className="row between soft"><span className="cut">{sub}</span>{typeof end === 'string' ? <span className="muted nowrap">{end}</span> : end}</span>
  </>
)
