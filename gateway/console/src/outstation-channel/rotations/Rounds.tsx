import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { DepartmentClocks } from './DepartmentClocks.tsx'
import { ProposalList } from './Proposals.tsx'
import { closeRound } from './rotation-deeds.ts'
import { useDepartments } from '../queries.ts'

/** One round with its proposals; which one stands in the address. */
export function Rounds() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const departments = useDepartments()
  const query = useQuery({ queryKey: ['rotation-rounds'], queryFn: () => get('/v1/outstation-channel/rotation-rounds') })
  const rounds = query.data?.items ?? []
  const round = rounds.find(({ id }) => id === params.get('round')) ?? rounds[0]
  const departmentOf = (id: string) => departments.find((each) => each.id === id)?.name ?? ''
  const left = round && round.undecided > 0 ? t('rotation.undecidedLeft', { count: round.undecided }) : null
  return (
    <>
      <DepartmentClocks clauseId="OC-4.3" />
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('rotation.part.rounds')} retry={() => void query.refetch()} />}
      {query.isSuccess && !round && <EmptyState title={t('rotation.noRounds')} text={t('rotation.noRoundsText')} />}
      {round && (
        <div className="stack">
          <Panel
            title={t('rotation.roundOf', { day: round.roundOn })}
            extra={<>{rounds.length > 1 && <select className="input" aria-label={t('rotation.part.rounds')} value={round.id} onChange={(event) => setParams({ what: 'rounds', round: event.target.value })}>{rounds.map((each) => <option key={each.id} value={each.id}>{each.roundOn} {departmentOf(each.departmentUnitId)}</option>)}</select>}<span className="tag">{t(`rotation.roundStatus.${round.status}`)}</span></>}
          >
            <div className="stack">
              <Facts
                items={[
                  [t('channelRegion.department'), departmentOf(round.departmentUnitId)], [t('rotation.counts'), t('rotation.countsOf', { count: round.proposals, undecided: round.undecided })], [t('rotation.openedBy'), `${round.openedBy} · ${formats.at(round.openedAt)}`],
                  [t('rotation.closedBy'), round.closedAt && `${round.closedBy} · ${formats.at(round.closedAt)}`],
                ]}
              />
              {round.status === 'open' && may('rotation.decide') && <div className="row wrap"><DeedButton size="middle" primary={!left} deed={closeRound(t, round)} may={left ? { allowed: false, reason: { zh: left, en: left }, clause: 'OC-4.3' } : undefined} /></div>}
            </div>
          </Panel>
          <ProposalList query={{ roundId: round.id }} none={t('rotation.noneInRound')} />
        </div>
      )}
    </>
  )
}
