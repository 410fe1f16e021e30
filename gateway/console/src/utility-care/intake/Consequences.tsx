import { Clock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CasePreview } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Clause, No, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import type { IntakeDraft } from './draft.ts'
import { useAccount } from './HouseholdHead.tsx'

/** Before saving: which clocks it starts, what is already owed, what happened lately. */
export function Consequences({ draft, preview, problem }: { draft: IntakeDraft; preview: CasePreview | null; problem: unknown }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const account = useAccount(draft.account?.id).data
  const version = preview?.clocks.find((clock) => clock.policyVersion)?.policyVersion
  return (
    <aside className="intake-side" aria-label={t('intake.starts')}>
      <Panel title={t('intake.starts')} extra={version ? t('policy.version', { version }) : null}>
        {!draft.kind && <p className="muted">{t('intake.chooseKind')}</p>}
        {draft.kind && problem !== null && <Refusal problem={problem} />}
        {draft.kind && preview?.clocks.length === 0 && <p className="muted">{t('intake.noClocks')}</p>}
        <ul className="starts">
          {draft.kind && preview?.clocks.map((clock) => (
            <li key={clock.clauseId + (clock.parameterKey)}>
              <Clock size={15} aria-hidden="true" />
              <span>{formats.words(clock.label)}<small>{formats.words(clock.amountText)}</small></span>
              <b>{clock.starts === 'now' && clock.dueAt ? formats.due(clock.dueAt) : t('intake.later')}</b>
              <Clause id={clock.clauseId} />
            </li>
          ))}
        </ul>
      </Panel>
      {account && (
        <Panel title={`${t('intake.open')} ${account.openCases.length}`} extra={<Link to={`/accounts/${account.id}`}>{t('account.page')}</Link>} bare>
          <ul className="lines">
            {account.openCases.slice(0, 4).map((row) => <li key={row.id}><span><small className="muted"><No number={row.number} to={`/cases/${row.id}`} /></small><br />{t(`kind.${row.kind}`)} · {row.title}</span>{row.nextClock && <ClockChip clock={row.nextClock} />}</li>)}
            {account.openCases.length === 0 && <li className="muted">{t('intake.nothingOpen')}</li>}
          </ul>
        </Panel>
      )}
      {account && account.recent.length > 0 && (
        <Panel title={t('intake.recent')}>
          <ul className="recent">{account.recent.slice(0, 6).map((event) => <li key={event.at + formats.words(event.text)}><span className="muted">{formats.date(event.at).slice(5)}</span>{event.caseId ? <Link to={`/cases/${event.caseId}`}>{formats.words(event.text)}</Link> : <span>{formats.words(event.text)}</span>}</li>)}</ul>
        </Panel>
      )}
    </aside>
  )
}
