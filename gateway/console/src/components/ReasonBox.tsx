import { Button, Input } from 'antd'
import { useState } from 'react'
import { Refusal } from './states.tsx'

interface Props {
  label: string
  save: string
  cancel: string
  onSave: (reason: string) => Promise<void>
  onCancel: () => void
}

/** A decision that must say why: nothing is sent without a reason. */
export function ReasonBox({ label, save, cancel, onSave, onCancel }: Props) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const send = () => {
    setBusy(true)
    onSave(reason.trim()).catch(setProblem).finally(() => setBusy(false))
  }
  return (
    <div className="stack">
      <Refusal problem={problem} />
      <label className="field"><span className="label">{label}</span><Input.TextArea autoFocus rows={2} value={reason} onChange={(event) => setReason(event.target.value)} /></label>
      <div className="row"><Button type="primary" disabled={!reason.trim()} loading={busy} onClick={send}>{save}</Button><Button onClick={onCancel}>{cancel}</Button></div>
    </div>
  )
}
