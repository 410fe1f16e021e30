import { Check, Siren } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../components/announce.ts'
import { useKeys } from '../../shell/keys.ts'

/** The emergency script, read line by line to the caller; the space bar strikes a line. */
export function AlarmScript() {
  const { t } = useTranslation()
  const lines = t('alarm.lines', { returnObjects: true }) as string[]
  const [read, setRead] = useState(0)
  useKeys({ space: () => setRead((now) => Math.min(lines.length, now + 1)) })
  useEffect(() => announce(t('alarm.title'), 'assertive'), [t])
  return (
    <section className="script" aria-label={t('alarm.title')}>
      <header><Siren size={18} />{t('alarm.title')}<span className="push">{t('alarm.pages')}</span></header>
      <ol>
        {lines.map((line, index) => (
          <li key={line} className={index < read ? 'read' : index === read ? 'now' : ''}><span>{index < read ? <Check size={14} /> : index + 1}</span>{line}</li>
        ))}
      </ol>
      <footer>{t('alarm.press')} <kbd>{t('alarm.space')}</kbd> {t('alarm.strike')}</footer>
    </section>
  )
}
