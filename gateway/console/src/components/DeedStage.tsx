import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { createContext, useContext, useState, type ReactNode } from 'react'
import type { Action } from '../api/types.ts'
import { useFormats } from '../shell/formats.ts'
import { useMay } from '../shell/session.ts'
import { type Deed, doneWith } from './form-fields.ts'
import { FormDialog } from './FormDialog.tsx'
import { Clause } from './small.tsx'

const Stage = createContext<(deed: Deed) => void>(() => undefined)

/** Opens a deed's dialog from anywhere on the page. */
export const useDeeds = (): ((deed: Deed) => void) => useContext(Stage)

/** Where the deeds of a page are done: one dialog at a time, and none for a deed that asks and warns of nothing unless it is refused. */
export function DeedStage({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ deed: Deed; refused: unknown } | null>(null)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const open = (deed: Deed) => {
    if (deed.fields.length > 0 || deed.say) return setAsked({ deed, refused: null })
    deed.send({}).then(
      (answer) => {
        void message.success(...doneWith(deed, answer))
        void queries.invalidateQueries()
      },
      (refused: unknown) => setAsked({ deed, refused }),
    )
  }
  return (
    <Stage value={open}>
      {children}
      {asked && <FormDialog deed={asked.deed} refused={asked.refused} onClose={() => setAsked(null)} />}
    </Stage>
  )
}

interface ButtonProps { deed: Deed; /** The server's word on it; what is refused stays visible with the reason. */ may?: Pick<Action, 'allowed' | 'reason' | 'clause'> | undefined; size?: 'small' | 'middle'; primary?: boolean; label?: string; icon?: ReactNode }

export function DeedButton({ deed, may, size = 'small', primary, label, icon }: ButtonProps) {
  const open = useDeeds()
  const formats = useFormats()
  const refused = may && !may.allowed
  return (
    <>
      <Button size={primary ? 'middle' : size} type={primary ? 'primary' : 'default'} danger={deed.danger ?? false} disabled={Boolean(refused)} icon={icon} onClick={() => open(deed)}>{label ?? deed.title}</Button>
      {refused && <span className="muted">{formats.words(may.reason)} {may.clause && <Clause id={may.clause} />}</span>}
    </>
  )
}

/** The buttons of a record, the next thing first, for whoever may; without a permission the deeds themselves were chosen by what the person may do. */
export function Deeds({ permission, deeds }: { permission?: string; deeds: Deed[] }) {
  const may = useMay()
  if ((permission && !may(permission)) || deeds.length === 0) return null
  return <div className="row wrap">{deeds.map((deed, index) => <DeedButton key={deed.title} size="middle" primary={index === 0 && !deed.danger && !deed.quiet} deed={deed} />)}</div>
}
