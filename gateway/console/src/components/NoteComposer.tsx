import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api/client.ts'
import { Refusal } from './states.tsx'
import { usePerson, readsOnly } from '../shell/session.ts'

/** A note to a record, sent to `path`; the text stays on this machine until the server has it. */
export function NoteComposer({ path, queryKey }: { path: string; queryKey: unknown[] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const person = usePerson()
  const key = `luyue.draft.note.${path}`
  const [text, setText] = useState(sessionStorage.getItem(key) ?? '')
  const [problem, setProblem] = useState<unknown>(null)
  if (readsOnly(person)) return null
  const change = (value: string) => {
    setText(value)
    sessionStorage.setItem(key, value)
  }
  const save = async () => {
    if (!text.trim()) return
    try {
      await post<unknown>(path, { text: text.trim() })
      change('')
      setProblem(null)
      await queries.invalidateQueries({ queryKey })
    } catch (refused) {
      setProblem(refused)
    }
  }
  return (
    <div className="stack">
      <Input id="note" value={text} placeholder={t('record.notePlaceholder')} aria-label={t('record.note')} suffix={<kbd>N</kbd>} onChange={(event) => change(event.target.value)} onKeyDown={(event) => { if (event.code === 'Enter' && !event.nativeEvent.isComposing) void save(); if (event.code === 'Escape') event.currentTarget.blur() }} />
      <Refusal problem={problem} />
    </div>
  )
}
