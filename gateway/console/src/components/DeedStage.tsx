import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { createContext, useContext, useRef, useState, type ReactNode } from 'react'
import type { Action } from '../api/types.ts'
import { useFormats } from '../shell/formats.ts'
import { useMay } from '../shell/session.ts'
import { type Deed, doneWith } from './form-fields.ts'
import { FormDialog } from './FormDialog.tsx'
import { Clause } from './small.tsx'

type Open = (deed: Deed) => Promise<void>
const Stage = createContext<Open>(() => Promise.resolve())

/** Opens a deed's dialog from anywhere on the page; one that needs none is done when the promise is fulfilled. */
export const useDeeds = (): Open => useContext(Stage)

/** Where the deeds of a page are done: one dialog at a time, and none for a deed that asks and warns of nothing unless it is refused. */
export function DeedStage({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ deed: Deed; refused: unknown } | null>(null)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const doing = useRef(false)
  const open: Open = async (deed) => {
    if (deed.fields.length > 0 || deed.say) return setAsked({ deed, refused: null })
    // Pressed twice it is done once.
    if (doing.current) return
    doing.current = true
    try {
      void message.success(...doneWith(deed, await deed.send({})))
      void queries.invalidateQueries()
    } catch (refused) {
      setAsked({ deed, refused })
    } finally {
      doing.current = false
    }
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
  const [busy, setBusy] = useState(false)
  const refused = may && !may.allowed
  const press = () => {
    setBusy(true)
    void open(deed).finally(() => setBusy(false))
  }
  return (
    <>
      <Button size={primary ? 'middle' : size} type={primary ? 'primary' : 'default'} danger={deed.danger ?? false} disabled={Boolean(refused)} loading={busy} icon={icon} onClick={press}>{label ?? deed.title}</Button>
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
