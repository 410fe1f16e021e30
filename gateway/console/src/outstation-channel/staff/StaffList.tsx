import { FilePlus2, FileStack, Plus, UserRound } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { ContactChange, HandoverRule, OutstationStaff, Posting } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { FilesContext } from '../../components/files-of.ts'
import { ViewTabs } from '../../components/ListParts.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { Bones, EmptyState } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { openFile } from '../documents/open-file.ts'
import { Contact } from './Contact.tsx'
import { publishRule } from './handover-rule-deeds.tsx'
import { namesOf } from './posting-deeds.ts'
import { changeDeeds, employ, KINDS } from './staff-deeds.ts'
import { useActivePostings, useDepartment, useDepartments } from '../queries.ts'
import '../../components/record.css'

const Superior = lazy(() => import('../documents/Superior.tsx'))
const OC = '/v1/outstation-channel'
const PARTS = ['staff', 'postings', 'changes', 'rules', 'superior'] as const
const CLAUSES = { staff: 'OC-4.7', postings: 'OC-4.5', changes: 'OC-3.5.2', rules: 'OC-4.6', superior: 'OC-1.1' }

/** Outstation staff, posted or recruited locally, of three kinds; where they are posted; what they told of their own data; the handover rules and the regulations above the rulebook (OC-1.1, OC-1.2, OC-3.5.2, OC-4.6, OC-4.7). */
export default function StaffList() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const part = PARTS.find((each) => each === params.get('what')) ?? 'staff'
  useTitle(t('nav.outstationStaff'))
  const parts = PARTS.filter((each) => each !== 'changes' || may('contactChange.decide'))
  const head = (
    <div className="page-head wrap">
      <h1>{t('nav.outstationStaff')}</h1><Clause id={CLAUSES[part]} />
      <Segments label={t('list.views')} value={part} onChange={(next) => setParams(next === 'staff' ? {} : { what: next })} options={parts.map((value) => ({ value, label: t(`outstation.part.${value}`) }))} />
      <span className="push">{part === 'staff' && <Employ />}{part === 'rules' && <PublishRule />}</span>
    </div>
  )
  return (
    <FilesContext value="outstation-channel">
      <DeedStage>
        {part === 'staff' && <People head={head} />}
        {part === 'postings' && <Postings head={head} />}
        {(part === 'changes' || part === 'rules') && <div className="page split-page">{head}{part === 'changes' ? <Changes /> : <Rules />}</div>}
        {part === 'superior' && <Suspense fallback={<Bones />}><Superior head={head} /></Suspense>}
      </DeedStage>
    </FilesContext>
  )
}

function Employ() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const departments = useDepartments()
  const department = useDepartment()
  return may('outstationStaff.write') ? <DeedButton primary icon={<Plus size={15} />} deed={employ(t, departments, department, (made) => void navigate(`/outstation-staff/${made.id}`))} /> : null
}

function People({ head }: { head: React.ReactNode }) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const me = usePerson().user.id
  const address = useListAddress('outstation-staff', ['kind', 'engineerUserId', 'left'])
  const { filters } = address
  const columns = useStaffColumns()
  const views = [{ name: t('outstation.view.all'), query: '' }, ...(may('staffLeave.decide') ? [{ name: t('outstation.view.mine'), query: `engineerUserId=${me}` }] : []), ...KINDS.map((kind) => ({ name: t(`outstation.kind.${kind}`), query: `kind=${kind}` })), { name: t('outstation.view.left'), query: 'left=true' }, ...address.saved]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  return (
    <PagedList<OutstationStaff>
      name="outstation-staff" label={t('nav.outstationStaff')} queryKey={['outstation-staff', filters]} columns={columns} rowKey={(row) => row.id} onOpen={(row) => void navigate(`/outstation-staff/${row.id}`)} hasViews
      ask={(cursor) => get(`${OC}/staff`, { query: { ...filters, limit: 50, cursor } })} empty={<EmptyState icon={<UserRound size={20} />} title={t('outstation.none')} text={t('outstation.noneText')} actions={<Employ />} />}
    >
      {head}
      <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
    </PagedList>
  )
}

function useStaffColumns(): Column<OutstationStaff>[] {
  const { t } = useTranslation()
  const posted = useActivePostings()
  const regionsOf = (row: OutstationStaff) => posted.filter(({ staffId }) => staffId === row.id).map((posting) => namesOf(t, posting)).join(t('mark.list'))
  return [
    { key: 'name', title: t('outstation.who'), fixed: true, render: (row) => <Link to={`/outstation-staff/${row.id}`}>{row.name}</Link> },
    { key: 'kind', title: t('outstation.kindOf'), fixed: true, render: (row) => t(`outstation.kind.${row.kind}`) },
    { key: 'regions', title: t('posting.regions'), render: (row) => regionsOf(row) || <span className="muted">{t('outstation.notPosted')}</span> },
    { key: 'hire', title: t('outstation.hireOf'), render: (row) => t(`outstation.hire.${row.hire}`) },
    { key: 'engineer', title: t('outstation.engineer'), render: (row) => row.engineerName },
    { key: 'employedOn', title: t('outstation.employedOn'), render: (row) => row.employedOn },
    { key: 'deputy', title: t('outstation.deputyToday'), render: (row) => row.deputyName ?? '—' },
    { key: 'status', title: t('outstation.employment'), render: (row) => (row.leavesOn ? t(`outstation.statusOn.${row.status}`, { day: row.leavesOn }) : <span className="muted">{t('outstation.statusOn.employed')}</span>) },
  ]
}

const STATUSES = ['active', 'in_handover', 'ended'] as const

function Postings({ head }: { head: React.ReactNode }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status')) ?? 'active'
  const columns: Column<Posting>[] = [
    { key: 'name', title: t('outstation.who'), fixed: true, render: (row) => <Link to={`/outstation-staff/${row.staffId}`}>{row.staffName}</Link> },
    { key: 'clock', title: t('column.clock'), fixed: true, render: (row) => row.obligations.map((clock) => <ClockChip key={clock.id} clock={clock} />) },
    { key: 'regions', title: t('posting.regions'), render: (row) => namesOf(t, row) },
    { key: 'kind', title: t('outstation.kindOf'), render: (row) => t(`outstation.kind.${row.kind}`) },
    { key: 'startsOn', title: t('posting.startsOn'), render: (row) => row.startsOn },
    { key: 'halfYear', title: t('posting.halfYear'), render: (row) => row.regions.map(({ halfYearOn }) => halfYearOn).toSorted()[0] },
    { key: 'fullYear', title: t('posting.fullYear'), render: (row) => row.regions.map(({ fullYearOn }) => fullYearOn).toSorted()[0] },
    { key: 'endsOn', title: t('posting.endsOn'), render: (row) => row.endsOn ?? '—' },
    { key: 'missing', title: t('handover.missing'), render: (row) => row.handover?.missing.map((as) => t(`handover.signer.${as}`)).join(t('mark.list')) || '—' },
  ]
  return (
    <PagedList<Posting>
      name="postings" label={t('outstation.part.postings')} queryKey={['postings', status]} columns={columns} rowKey={(row) => row.id} onOpen={(row) => void navigate(`/outstation-staff/${row.staffId}`)} ask={(cursor) => get(`${OC}/postings`, { query: { status, limit: 50, cursor } })} empty={<EmptyState title={t(`posting.none.${status}`)} />}
    >
      {head}
      <div className="filters"><Segments label={t('filter.status')} value={status} onChange={(next) => setParams({ what: 'postings', status: next })} options={STATUSES.map((value) => ({ value, label: t(`posting.status.${value}`) }))} /></div>
    </PagedList>
  )
}

const CHANGES = ['told', 'confirmed', 'rejected'] as const

/** OC-3.5.2: what people told of their own data, for the person in charge of the channel. */
function Changes() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, setParams] = useSearchParams()
  const status = CHANGES.find((each) => each === params.get('status')) ?? 'told'
  return (
    <>
      <div style={{ marginBottom: 10 }}><Segments label={t('filter.status')} value={status} onChange={(next) => setParams({ what: 'changes', status: next })} options={CHANGES.map((value) => ({ value, label: t(`outstation.changeStatus.${value}`) }))} /></div>
      <SplitList<ContactChange>
        label={t('outstation.part.changes')} icon={<UserRound size={20} />} none={t(`outstation.noChanges.${status}`)} queryKey={['contact-changes', status]} idOf={(row) => row.id} ask={(cursor) => get(`${OC}/contact-changes`, { query: { status, limit: 50, cursor } })}
        line={(row) => <><span className="row between"><b className="cut">{row.staffName}</b><span className="muted">{formats.at(row.toldAt)}</span></span><span className="soft cut">{row.before.phone} → {row.after.phone}</span></>}
        detail={(row) => (
          <Panel title={<Link to={`/outstation-staff/${row.staffId}`}>{row.staffName}</Link>} extra={<Clause id="OC-3.5.2" />}>
            <div className="stack">
              <Facts items={[[t('outstation.before'), <Contact key="before" of={row.before} />], [t('outstation.after'), <Contact key="after" of={row.after} />], [t('outstation.changedOn'), row.changedOn], [t('outstation.toldAt'), formats.at(row.toldAt)], [t('outstation.decidedBy'), row.decidedBy && `${row.decidedBy} · ${formats.at(row.decidedAt)}`], [t('field.reason'), row.decisionNote]]} />
              {row.status === 'told' && <div className="row wrap">{changeDeeds(t, row).map((deed) => <DeedButton key={deed.title} size="middle" primary={!deed.danger} deed={deed} />)}</div>}
            </div>
          </Panel>
        )}
      />
    </>
  )
}

function PublishRule() {
  const { t } = useTranslation()
  const may = useMay()
  const departments = useDepartments()
  const department = useDepartment()
  return may('posting.write') ? <DeedButton primary icon={<FilePlus2 size={15} />} deed={publishRule(t, departments, department)} /> : null
}

/** OC-4.6: the handover rules as a linked document, in editions. */
function Rules() {
  const { t } = useTranslation()
  const formats = useFormats()
  const departments = useDepartments()
  return (
    <SplitList<HandoverRule>
      label={t('outstation.part.rules')} icon={<FileStack size={20} />} none={t('handover.noEdition')} noneText={t('handover.noEditionText')} queryKey={['handover-rules']} idOf={(row) => row.id} ask={async () => ({ ...(await get(`${OC}/handover-rules`)), nextCursor: null })}
      line={(row) => <><b className="cut">{row.title}</b><span className="row between soft"><span>{t('handover.edition', { n: row.edition })}</span><span className="muted">{t('handover.from', { day: row.effectiveOn })}</span></span></>}
      detail={(row) => (
        <Panel title={row.title} extra={t('handover.edition', { n: row.edition })}>
          <div className="stack">
            <Facts items={[[t('channelRegion.department'), departments.find(({ id }) => id === row.departmentUnitId)?.name], [t('handover.effectiveOn'), row.effectiveOn], [t('handover.published'), `${row.publishedBy} · ${formats.at(row.publishedAt)}`]]} />
            <div className="row"><DeedButton size="middle" deed={openFile(t, row.attachmentId)} /></div>
          </div>
        </Panel>
      )}
    />
  )
}
