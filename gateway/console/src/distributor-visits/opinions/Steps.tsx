import { CircleCheck, CircleDot, CircleX, Hourglass, RotateCcw, Send, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Panel } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'

const icons: Record<string, LucideIcon> = { answer: CircleCheck, solved: CircleCheck, workaround: CircleCheck, holding: Hourglass, handed_on: Send, escalated: Send, assigned: Send, reopened: RotateCcw, withdrawn: CircleX }

/** What was done about it, the latest first; nothing in it is ever changed. */
export function Steps({ steps }: { steps: { at: string; by: string; what: string; text: string }[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel bare title={t('follow.steps')}>
      {steps.length === 0 && <EmptyState title={t('follow.noSteps')} />}
      <RowList label={t('follow.steps')}>
        {steps.toReversed().map((step, index) => {
          const Icon = icons[step.what] ?? CircleDot
          return <RowItem key={`${step.at} ${index}`} icon={<Icon size={16} />} title={t(`follow.what.${step.what}`)} sub={formats.by(step.by)} note={step.text}><span className="muted nowrap">{formats.at(step.at)}</span></RowItem>
        })}
      </RowList>
    </Panel>
  )
}
