import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useNavigate, useParams } from 'react-router'
import type { Deal } from '../../api/types.ts'
import { DeedStage, useDeeds } from '../../components/DeedStage.tsx'
import { FilesContext } from '../../components/files-of.ts'
import { RecordBar } from '../../components/RecordBar.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { explain } from '../../components/why-date-store.ts'
import { useTitle } from '../../components/use-title.ts'
import { shortNumber } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useTab } from '../../shell/tabs.ts'
import { dealDeed } from './deal-deeds.tsx'
import { DealHeader } from './DealHeader.tsx'
import { isOffered, NextPanel, useTodo, waitsFor } from './NextPanel.tsx'
import { useDeal, useMoney } from './queries.ts'
import { type Scene, useScene } from './scene.ts'
import { useTodos } from './use-todos.ts'
import '../../components/record.css'
import '../../components/table.css'

interface Props { /** The work of this part. */ children: (scene: Scene) => ReactNode; /** What is looked up beside it. */ beside: (scene: Scene) => ReactNode }

/** One part of a deal's page; head, what waits for whoever looks, and the way to the other parts are the same on each. */
export function DealFrame({ children, beside }: Props) {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useDeal(id)
  const deal = query.data
  useTab(deal ? { path: `/deals/${id}`, title: shortNumber(deal.number), place: deal.title.split(' ')[0]!.slice(0, 12) } : null)
  useTitle(deal && `${shortNumber(deal.number)} ${deal.title}`)
  if (query.isError && !deal) return <Failure heading problem={query.error} what={t('deal.what')} retry={() => void query.refetch()} />
  if (!deal) return <Bones lines={10} />
  return <FilesContext value="property-brokerage"><DeedStage><Record deal={deal} beside={beside}>{children}</Record></DeedStage></FilesContext>
}

function Record({ deal, children, beside }: Props & { deal: Deal }) {
  const { t } = useTranslation()
  const scene = useScene(deal)
  const { todos, known } = useTodos(scene)
  const begin = useTodo(scene)
  const open = useDeeds()
  const navigate = useNavigate()
  const next = todos.find(isOffered)
  const second = todos.find((todo) => isOffered(todo) && todo !== next)
  useKeys({
    r: () => next && begin(next),
    a: () => {
      const verb = (['assign', 'reassign'] as const).find((each) => deal.actions.some((action) => action.action === each && action.allowed))
      if (verb) void open(dealDeed(scene, verb))
    },
    w: () => deal.nextClock && explain(deal.nextClock.id),
    n: () => {
      const note = document.getElementById('note')
      if (note) note.focus()
      else void navigate(`/deals/${deal.id}/record`)
    },
  })
  return (
    <div className="record deal">
      <DealHeader scene={scene} />
      <Parts id={deal.id} />
      <div className="record-body">
        <div className="record-main">{children(scene)}</div>
        <aside className="record-side" aria-label={t('todo.mine')}>
          <NextPanel scene={scene} todos={todos} known={known} />
          {beside(scene)}
        </aside>
      </div>
      <RecordBar label={t('todo.mine')} main={next ? { title: next.title, onDo: () => begin(next) } : null} waits={waitsFor(scene)}>
        {second && <button type="button" className="btn alt" onClick={() => begin(second)}>{second.title}</button>}
      </RecordBar>
    </div>
  )
}

function Parts({ id }: { id: string }) {
  const { t } = useTranslation()
  const parts = ['', 'documents', 'forms', ...(useMoney() ? ['money'] : []), 'handover', 'utilities', 'clients', 'archive', 'record']
  return <nav className="views" aria-label={t('deal.parts')}>{parts.map((part) => <NavLink key={part} end to={part ? `/deals/${id}/${part}` : `/deals/${id}`}>{t(`deal.part.${part || 'work'}`)}</NavLink>)}</nav>
}
