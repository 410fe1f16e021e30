import { FilePlus2, FileSpreadsheet, Mail } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Segments } from '../../components/small.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { mail } from './order-deeds.ts'
import { Counts } from './OrderCounts.tsx'
import { Orders } from './OrderList.tsx'
import { Guidances, Mailings } from './OrderMailings.tsx'
import { monthOptions } from '../../shell/months.ts'
import { useIsStation, useStationOptions } from '../queries.ts'
import '../../components/record.css'

const PARTS = ['orders', 'mailings', 'guidances', 'counts'] as const

/** Repair orders, the basis of the labour-fee settlement: entered by stations, mailed by the month, accepted or sent back with a note to guide the station (OC-3.2.2a). */
export default function RepairOrders() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const own = useIsStation()
  const [params, setParams] = useSearchParams()
  const parts = PARTS.filter((each) => !own || each === 'orders' || each === 'mailings')
  const part = parts.find((each) => each === params.get('what')) ?? 'orders'
  const stations = useStationOptions()
  const writes = may('repairOrder.write') || may('station.portal')
  useTitle(t('nav.repairOrders'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.repairOrders')}</h1><Clause id="OC-3.2.2a" />
          <Segments label={t('station.show')} value={part} onChange={(what) => setParams(what === 'orders' ? {} : { what })} options={parts.map((value) => ({ value, label: t(`repairOrder.${value}`) }))} />
          {writes && (
            <span className="push row wrap">
              {part === 'orders' && <Link className="btn" to="/repair-orders/import"><FileSpreadsheet size={15} />{t('repairOrder.import')}</Link>}
              {part === 'orders' && <Link className="btn primary" to="/repair-orders/new"><FilePlus2 size={15} />{t('repairOrder.enter')}</Link>}
              {part === 'mailings' && stations.length > 0 && <DeedButton primary icon={<Mail size={15} />} deed={mail(t, stations, monthOptions(formats, 6), dateOf(serverNow()))} />}
            </span>
          )}
        </div>
        {part === 'orders' && <Orders />}
        {part === 'mailings' && <Mailings />}
        {part === 'guidances' && <Guidances />}
        {part === 'counts' && <Counts />}
      </div>
    </DeedStage>
  )
}
