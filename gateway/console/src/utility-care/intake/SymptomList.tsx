import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Symptom } from '../../api/types.ts'

interface Props {
  symptoms: Symptom[]
  value: string | null
  onPick: (symptom: Symptom) => void
  /** Enter: the symptom stands, on to the next field. */
  onDone: () => void
}

/** A focused listbox, not a text field: an input method catches letters only in editable elements. Two letters choose. */
export function SymptomList({ symptoms, value, onPick, onDone }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const until = useRef(0)
  const index = symptoms.findIndex((symptom) => symptom.code === value)
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
    const by = event.code === 'ArrowRight' || event.code === 'ArrowDown' ? 1 : event.code === 'ArrowLeft' || event.code === 'ArrowUp' ? -1 : 0
    if (letter) {
      const code = (Date.now() < until.current ? typed : '') + letter
      const exact = symptoms.find((symptom) => symptom.code === code)
      const kept = exact || symptoms.some((symptom) => symptom.code.startsWith(code)) ? code : letter
      setTyped(exact ? '' : kept)
      until.current = exact ? 0 : Date.now() + 2000
      if (exact) onPick(exact)
    } else if (by) {
      onPick(symptoms[(index + by + symptoms.length) % symptoms.length]!)
    } else if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      if (value) onDone()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const chosen = symptoms[index]
  return (
    <div className="symptoms" role="listbox" tabIndex={0} aria-label={t('field.symptom')} aria-activedescendant={chosen ? `symptom-${chosen.code}` : undefined} onKeyDown={onKeyDown}>
      <div className="symptom-now" role="presentation"><span className={chosen ? '' : 'muted'}>{chosen?.label ?? t('intake.twoLetters')}</span><span className="muted push">{typed || chosen?.code}</span><kbd>Enter</kbd></div>
      <div className="chips" role="presentation">
        {symptoms.map((symptom) => (
          <div key={symptom.code} id={`symptom-${symptom.code}`} role="option" aria-selected={symptom.code === value} className="chip" onClick={() => onPick(symptom)}><kbd>{symptom.code}</kbd>{symptom.label}</div>
        ))}
      </div>
    </div>
  )
}
