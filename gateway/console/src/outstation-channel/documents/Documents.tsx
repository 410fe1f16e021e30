import { useQuery } from '@tanstack/react-query'
import { BookOpen, FileDown, PenLine, UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { ChannelDocument, ChannelDocumentLine, DocumentSignatures } from '../../api/types.ts'
import { DeedButton, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { documentDeeds, type DocumentKind } from './document-deeds.tsx'
import { openFile } from './open-file.ts'
import '../../components/record.css'

const CLAUSES: Record<DocumentKind, string> = { superior: 'OC-1.1', crisis: 'OC-2.5', technical: 'OC-3.4a' }

/** Documents that outstation staff receive and sign edition by edition: the regulations above the rulebook, crisis instructions, technical documents. */
export function Documents({ kind }: { kind: DocumentKind }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<ChannelDocumentLine>
      label={t(`document.of.${kind}`)} icon={<BookOpen size={20} />} none={t(`document.none.${kind}`)} noneText={t('document.noneText')} queryKey={['channel-documents', kind]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/channel-documents', { query: { kind, limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.title} tag={row.inForce && t('document.edition', { n: row.inForce.edition })} sub={row.model ?? formats.date(row.openedAt)} end={row.inForce ? t('document.signedOf', { signed: row.inForce.signed, signers: row.signers }) : t('document.notYet')} />}
      detail={(row) => <Detail id={row.id} kind={kind} />}
    />
  )
}

function Detail({ id, kind }: { id: string; kind: DocumentKind }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['channel-document', id], queryFn: () => get<ChannelDocument>(`/v1/outstation-channel/channel-documents/${id}`) })
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('document.what')} retry={() => void query.refetch()} />
  const row = query.data
  const { sign, publish } = documentDeeds(t, row)
  return (
    <>
      <Panel title={row.title} extra={<Clause id={CLAUSES[kind]} />}>
        <div className="stack">
          <Facts items={[[t('goods.model'), row.model], [t('document.inForce'), row.inForce ? t('document.edition', { n: row.inForce.edition }) : t('document.notYet')], [t('document.signatures'), row.inForce && t('document.signedOf', { signed: row.inForce.signed, signers: row.signers })], [t('document.mine'), row.inForce?.signedAt && formats.at(row.inForce.signedAt)]]} />
          {row.inForce && !row.inForce.signedAt && <Deeds permission="ownPost.work" deeds={[sign(row.inForce.edition)]} />}
          {row.mayPublish && <div className="row"><DeedButton size="middle" deed={publish} /></div>}
        </div>
      </Panel>
      <Panel bare title={t('document.editions')}>
        <RowList label={t('document.editions')}>
          {row.editions.map((edition) => (
            <RowItem key={edition.edition} icon={<BookOpen size={16} />} faint={edition.edition < (row.inForce?.edition ?? 0)} now={edition.edition === row.inForce?.edition} title={t('document.edition', { n: edition.edition })} sub={t('document.from', { day: edition.effectiveOn })} note={[edition.note, edition.publishedBy].filter(Boolean).join(' · ')}>
              <DeedButton icon={<FileDown size={15} />} deed={openFile(t, edition.attachmentId)} />
            </RowItem>
          ))}
        </RowList>
      </Panel>
      {row.inForce && <Signatures id={id} edition={row.inForce.edition} />}
    </>
  )
}

/** Who has signed the edition in force, those who have not first. */
function Signatures({ id, edition }: { id: string; edition: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['channel-document', id, 'signatures', edition], queryFn: () => get<DocumentSignatures>(`/v1/outstation-channel/channel-documents/${id}/signatures`, { query: { edition } }) })
  return (
    <Panel bare title={t('document.signatures')}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('document.signatures')} retry={() => void query.refetch()} />}
      {query.data && (
        <RowList label={t('document.signatures')}>
          {query.data.missing.map((who) => <RowItem key={who.userId} icon={<UserRoundX size={16} />} faint title={who.userName} note={t('document.unsigned')} />)}
          {query.data.signed.map((who) => <RowItem key={who.userId} icon={<PenLine size={16} />} title={who.userName} note={t('document.signedAt', { at: formats.at(who.signedAt) })} />)}
        </RowList>
      )}
    </Panel>
  )
}
