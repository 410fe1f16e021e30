import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { DeedStage } from '../../components/DeedStage.tsx'
import { Clause } from '../../components/small.tsx'
import { useTitle } from '../../components/use-title.ts'
import { IncidentRecord } from './IncidentRecord.tsx'

/** One incident alone: where the messages about it lead. */
export default function IncidentPage() {
  const { t } = useTranslation()
  const { id } = useParams() as { id: string }
  useTitle(t('nav.incidents'))
  return (
    <DeedStage>
      <div className="page stack" style={{ maxWidth: 800 }}>
        <div className="page-head"><h1>{t('nav.incidents')}</h1><Clause id="OC-3.6" /><Link className="push" to="/incidents">{t('incident.toList')}</Link></div>
        <IncidentRecord id={id} />
      </div>
    </DeedStage>
  )
}
