import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ClockChip } from '../../components/ClockChip.tsx'
import { useDeeds } from '../../components/DeedStage.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import type { Scene } from './scene.ts'
import type { Todo } from './todos.ts'

/** How a todo is begun: by its dialog, or on the page where it is done. */
export function useTodo(scene: Scene): (todo: Todo) => void {
  const open = useDeeds()
  const navigate = useNavigate()
  return (todo) => (todo.deed ? void open(todo.deed) : void navigate(`/deals/${scene.deal.id}/${todo.to}`))
}

/** The one thing that is done now; the others are beside it. */
export const isOffered = ({ quiet, may }: Todo): boolean => !quiet && (!may || may.allowed)

/** What waits for whoever looks: one big button, the others in the order of their due times, what is refused with its reason. */
export function NextPanel({ scene, todos, known }: { scene: Scene; todos: Todo[]; known: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const begin = useTodo(scene)
  const next = todos.find(isOffered)
  return (
    <Panel className="next" title={t('todo.mine')} extra={next?.clock && <ClockChip clock={next.clock} clause plain />}>
      {next && <Button className="in-bar" type="primary" block size="large" onClick={() => begin(next)}>{next.title}<kbd>R</kbd></Button>}
      {next?.note && <p className="missing">{next.note}</p>}
      {!next && (known ? <p className="soft">{waitsFor(scene)}</p> : <Bones lines={2} />)}
      {todos.length > (next ? 1 : 0) && (
        <div className="others">
          {todos.filter((todo) => todo !== next).map((todo) => (
            <div key={todo.title + todo.note} className="row">
              <Button disabled={todo.may?.allowed === false} onClick={() => begin(todo)}>{todo.title}</Button>
              {todo.note && <span className="muted">{todo.note}</span>}
              {todo.may?.allowed === false ? <span className="muted">{formats.words(todo.may.reason)} {todo.may.clause && <Clause id={todo.may.clause} />}</span> : todo.clock && !todo.quiet && <ClockChip clock={todo.clock} plain />}
            </div>
          ))}
        </div>
      )}
    </Panel>
  )
}

/** Why there is nothing for this person, and for whom the deal waits. */
export function waitsFor({ deal, t, formats }: Scene): string {
  if (deal.status === 'archived' || deal.status === 'cancelled' || deal.status === 'signed' || deal.status === 'submitted') return t(`todo.waits.${deal.status}`)
  if (!deal.takenAt) return t('todo.waits.assigned', { agent: deal.agentName, specialist: deal.specialistName ?? '' })
  return deal.stage ? t('todo.waits.step', { step: formats.words(deal.stage), who: deal.waitingFor ? t(`step.waits.${deal.waitingFor}`) : '' }) : t('todo.waits.done')
}
