import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Segments } from '../../components/small.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useMay } from '../../shell/session.ts'
import { make } from './region-deeds.ts'
import { DeviceModels } from './DeviceModels.tsx'
import { RegionList } from './RegionList.tsx'
import { RegionMap } from './RegionMap.tsx'
import { SalesMonths } from './SalesMonths.tsx'
import { StaffingCheck } from './StaffingCheck.tsx'
import { useDepartment, useDepartments } from '../queries.ts'
import '../../components/record.css'

const PARTS = { regions: RegionList, map: RegionMap, staffing: StaffingCheck, months: SalesMonths, models: DeviceModels }
const NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[]

/** Regions with class and staffing, the sales that class them, and the models that fail often (OC-4.4, OC-4.5). */
export default function Regions() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const departments = useDepartments()
  const department = useDepartment()
  const name = NAMES.find((each) => each === params.get('what')) ?? 'regions'
  const Part = PARTS[name]
  useTitle(t('nav.channelRegions'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.channelRegions')}</h1><Clause id={name === 'staffing' ? 'OC-4.5' : 'OC-4.4'} />
          <Segments label={t('list.views')} value={name} onChange={(next) => setParams(next === 'regions' ? {} : { what: next })} options={NAMES.map((value) => ({ value, label: t(`channelRegion.part.${value}`) }))} />
          {may('channelRegion.write') && <span className="push"><DeedButton primary icon={<Plus size={15} />} deed={make(t, departments, department)} /></span>}
        </div>
        <Part />
      </div>
    </DeedStage>
  )
}
