import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { FastForward } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import { DateInput, TimeInput } from '../../components/moment-inputs.tsx'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure, Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { addDays, dateOf, instantOf, useFormats } from '../../shell/formats.ts'
import { serverNow, setTenantOffset, useTicking } from '../../shell/server-clock.ts'

const steps = [['minutes30', 1800], ['hour', 3600], ['hours6', 21600], ['day', 86_400], ['week', 604_800]] as const

/** Moves the clock of a sandbox, so that a month can be played in a minute; a real company has no such page. */
export default function Sandbox() {
  const { t } = useTranslation()
  const formats = useFormats()
  const queries = useQueryClient()
  const query = useQuery({ queryKey: ['sandbox-clock'], queryFn: () => get('/v1/tenancy/sandbox-clock') })
  const [day, setDay] = useState(addDays(dateOf(serverNow()), 1))
  const [time, setTime] = useState('09:00')
  const shown = useTicking((now) => Math.floor(now / 1000))
  useTitle(t('nav.sandbox'))
  const move = useMutation({
    mutationFn: (body: { advanceSeconds: number } | { to: string }) => post('/v1/tenancy/sandbox-clock', body),
    onSuccess: async (clock) => {
      setTenantOffset(clock.offsetSeconds)
      await queries.invalidateQueries()
    },
  })
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure heading problem={query.error} what={t('nav.sandbox')} retry={() => void query.refetch()} />
  if (!query.data.sandbox) return <EmptyState heading title={t('sandbox.real')} text={t('sandbox.realText')} />
  return (
    <div className="page">
      <div className="page-head"><h1>{t('nav.sandbox')}</h1></div>
      <div className="column stack">
        <Panel title={t('sandbox.now')} extra={query.data.offsetSeconds ? t('sandbox.ahead', { span: formats.duration(query.data.offsetSeconds * 1000) }) : t('sandbox.inStep')}>
          <p className="big-time">{formats.date(shown * 1000)} {formats.weekday(dateOf(shown * 1000))} {formats.time(shown * 1000)}</p>
          <p className="soft">{t('sandbox.text')}</p>
        </Panel>
        <Panel title={t('sandbox.advance')}>
          <div className="stack">
            <Refusal problem={move.error} />
            <div className="row wrap">{steps.map(([name, seconds]) => <Button key={name} icon={<FastForward size={15} />} loading={move.isPending} onClick={() => move.mutate({ advanceSeconds: seconds })}>{t(`sandbox.step.${name}`)}</Button>)}</div>
            <div className="row wrap"><DateInput value={day} label={t('field.day')} onChange={setDay} /><TimeInput value={time} label={t('field.time')} onChange={setTime} /><Button type="primary" loading={move.isPending} disabled={!day || !time} onClick={() => move.mutate({ to: instantOf(day, time) })}>{t('sandbox.to')}</Button></div>
          </div>
        </Panel>
      </div>
    </div>
  )
}
