import { useTranslation } from 'react-i18next'
import type { LadderStep } from '../api/types.ts'
import { useFormats } from '../shell/formats.ts'
import { amountOf } from './why-words.ts'

/** 规程默认 -> 集团 -> 单位: what each level says and which one rules. */
export function PolicyLadder({ steps, unit, usedVersion }: { steps: LadderStep[]; unit: string | null; usedVersion: number | null }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <table className="ladder">
      <tbody>
        {steps.map((step) => (
          <tr key={step.origin} className={step.rules ? 'rules' : ''}>
            <th scope="row">{step.origin === 'default' ? t('policy.default') : step.setBy || t(`policy.origin.${step.origin}`)}</th>
            <td>{amountOf(step.value, unit, t)}</td>
            <td className="muted">{step.version > 0 ? t('policy.version', { version: step.version }) : ''}{step.effectiveFrom ? `${t('mark.comma')}${t('policy.since', { date: formats.date(step.effectiveFrom) })}` : ''}</td>
          </tr>
        ))}
        {steps.length === 0 && <tr><td className="muted">{t('policy.perCase')}</td></tr>}
      </tbody>
      {usedVersion !== null && usedVersion > 0 && <caption>{t('policy.usedVersion', { version: usedVersion })}</caption>}
    </table>
  )
}
