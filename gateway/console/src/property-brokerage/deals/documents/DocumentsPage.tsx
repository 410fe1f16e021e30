import { Bones, Failure } from '../../../components/states.tsx'
import { DealFrame } from '../DealFrame.tsx'
import { useTransfer } from '../queries.ts'
import type { Scene } from '../scene.ts'
import { Checklist } from './Checklist.tsx'
import { ContractCopyPanel } from './ContractCopyPanel.tsx'
import { Informing } from './Informing.tsx'
import { Rounds } from './Rounds.tsx'

/** The documents of a deal: who has brought what, in which round, who was told, and the copy of the contract (PB-4.1c to PB-4.4). */
export default function DocumentsPage() {
  return <DealFrame beside={(scene) => <Beside scene={scene} />}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const query = useTransfer(scene.deal.id)
  if (query.isError) return <Failure problem={query.error} what={scene.t('deal.part.documents')} retry={() => void query.refetch()} />
  if (!query.data) return <Bones lines={8} />
  return (
    <>
      <Checklist scene={scene} transfer={query.data} />
      <Informing scene={scene} transfer={query.data} />
    </>
  )
}

function Beside({ scene }: { scene: Scene }) {
  const transfer = useTransfer(scene.deal.id).data
  if (!transfer) return null
  return (
    <>
      <ContractCopyPanel scene={scene} copy={transfer.contractCopy} />
      <Rounds scene={scene} transfer={transfer} />
    </>
  )
}
