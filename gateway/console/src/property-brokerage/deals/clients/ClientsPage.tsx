import { Link2, Link2Off, MessageCircleQuestionMark, UserCheck, UserX } from 'lucide-react'
import type { ClientLink, ClientWord, DealClients, DealParty } from '../../../api/types.ts'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Clause, Panel } from '../../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../../components/states.tsx'
import { DealFrame } from '../DealFrame.tsx'
import { PartiesPanel } from '../DealPanels.tsx'
import { useClients } from '../queries.ts'
import { partyLabel, type Scene } from '../scene.ts'
import { answerWord, revokeLink, sendLink } from './client-deeds.ts'

/** The private links of the parties, and what they said on their pages (capability 5, PB-4.8). */
export default function ClientsPage() {
  return <DealFrame beside={({ deal }) => <PartiesPanel deal={deal} />}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const { t, deal } = scene
  const query = useClients(deal.id)
  if (query.isError) return <Failure problem={query.error} what={t('deal.part.clients')} retry={() => void query.refetch()} />
  if (!query.data) return <Bones lines={8} />
  const { links, words } = query.data
  return (
    <>
      <Panel bare title={t('client.links')}><RowList label={t('client.links')}>{deal.parties.map((party) => <Party key={party.id} scene={scene} party={party} links={links.filter((link) => link.partyId === party.id)} />)}</RowList></Panel>
      <Words scene={scene} words={words} />
    </>
  )
}

/** Nobody in the company reads the link itself. */
function Party({ scene, party, links }: { scene: Scene; party: DealParty; links: ClientLink[] }) {
  const { t, mine, may, closed } = scene
  const [latest, ...earlier] = links
  const live = latest?.state === 'live'
  const Icon = live ? Link2 : Link2Off
  return (
    <RowItem
      icon={<Icon size={16} />}
      faint={!live}
      title={partyLabel(scene, party)}
      sub={latest?.phoneMasked ?? party.representative?.phoneMasked ?? party.phoneMasked}
      note={latest ? linkNote(scene, latest) : t('client.noLink')}
      below={earlier.length > 0 && <ul>{earlier.map((link) => <li key={link.id}><small className="muted">{linkNote(scene, link)}</small></li>)}</ul>}
    >
      {mine && may('deal.work') && !closed && <DeedButton deed={sendLink(scene, party, live)} />}
      {live && (mine || may('deal.assign')) && <DeedButton deed={revokeLink(scene, latest)} />}
    </RowItem>
  )
}

function linkNote({ t, formats }: Scene, link: ClientLink): string {
  return [
    t(`client.state.${link.state}`), t('client.madeBy', { by: link.madeBy, at: formats.at(link.madeAt) }), t('client.text', { result: t(`informing.result.${link.text ?? 'sent'}`) }), link.openedAt ? t('client.openedAt', { at: formats.at(link.openedAt) }) : t('client.notOpened'),
    link.state === 'revoked' ? link.revokedBy : t('client.until', { at: formats.at(link.expiresAt) }),
  ].filter(Boolean).join(' · ')
}

function Words({ scene, words }: { scene: Scene; words: DealClients['words'] }) {
  const { t } = scene
  return (
    <Panel bare title={t('client.words')} extra={<Clause id="PB-4.8" />}>
      {words.length === 0 ? <EmptyState title={t('client.noWords')} /> : <RowList label={t('client.words')}>{words.map((word) => <Word key={word.id} scene={scene} word={word} />)}</RowList>}
    </Panel>
  )
}

function Word({ scene, word }: { scene: Scene; word: ClientWord }) {
  const { t, formats, mine, may, closed } = scene
  const asks = word.kind === 'question'
  const Icon = asks ? MessageCircleQuestionMark : word.accompanied ? UserCheck : UserX
  return (
    <RowItem
      icon={<Icon size={16} />}
      title={word.name}
      sub={`${t(`client.kind.${word.kind}`)} ${formats.at(word.at)}`}
      bad={word.accompanied === false}
      note={
        <>
          {[word.step && formats.words(word.step), !asks && t(word.accompanied ? 'client.wasThere' : 'client.wasNotThere'), word.text].filter(Boolean).join(' · ')}
          {word.answer !== null && <span style={{ display: 'block' }}>{t('client.answeredBy', { by: word.answeredBy, at: formats.at(word.answeredAt), answer: word.answer })}</span>}
        </>
      }
    >
      {asks && word.answer === null && mine && may('deal.work') && !closed && <DeedButton deed={answerWord(scene, word)} />}
    </RowItem>
  )
}
