import { Bones, Failure } from '../../../components/states.tsx'
import { DealFrame } from '../DealFrame.tsx'
import { useBook, useConditions, useReceipts, useSlips, useSteps } from '../queries.ts'
import type { Scene } from '../scene.ts'
import { useSlipForm } from '../use-todos.ts'
import { Book } from './Book.tsx'
import { CommissionPanel } from './CommissionPanel.tsx'
import { Payouts } from './Payouts.tsx'
import { Receipts } from './Receipts.tsx'
import { Slips } from './Slips.tsx'

/** The money that is held for a deal: what came in, what the contract pays out, F3 with its audit, and the book (PB-4.6, PB-4.7). */
export default function MoneyPage() {
  return <DealFrame beside={({ deal }) => <Book id={deal.id} />}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const { id } = scene.deal
  const [receipts, conditions, slips, book, steps] = [useReceipts(id), useConditions(id), useSlips(id), useBook(id), useSteps(id)]
  const form = useSlipForm()
  const failed = [receipts, conditions, slips, book].find((query) => query.isError)
  if (failed) return <Failure problem={failed.error} what={scene.t('deal.part.money')} retry={() => void failed.refetch()} />
  if (!receipts.data || !conditions.data || !slips.data || !book.data) return <Bones lines={8} />
  return (
    <>
      <Slips scene={scene} slips={slips.data.items} book={book.data} form={form} />
      <Payouts scene={scene} plan={conditions.data} slips={slips.data.items} book={book.data} steps={steps.data?.steps ?? []} form={form} />
      <Receipts scene={scene} receipts={receipts.data.items} />
      <CommissionPanel scene={scene} />
    </>
  )
}
