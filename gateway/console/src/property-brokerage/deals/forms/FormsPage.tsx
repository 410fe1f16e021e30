import { useSearchParams } from 'react-router'
import type { FormCode } from '../../../api/types.ts'
import { Bones, Failure } from '../../../components/states.tsx'
import { DealFrame } from '../DealFrame.tsx'
import { useForms, useReceivables, useSlips } from '../queries.ts'
import type { Scene } from '../scene.ts'
import { Completion } from './Completion.tsx'
import { FormList } from './FormList.tsx'
import { FormSheet } from './FormSheet.tsx'
import { Numbers } from './Numbers.tsx'
import { ReceivableList } from './ReceivableList.tsx'

/** F1 to F4 of a deal as they stand, and the money that its contract lets expect (PB-4.3b, PB-5). */
export default function FormsPage() {
  return <DealFrame beside={(scene) => <><Completion scene={scene} />{scene.may('dealTemplate.write') && <Numbers scene={scene} />}</>}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const { deal, t, formats } = scene
  const [params, setParams] = useSearchParams()
  const forms = useForms(deal.id)
  const slips = useSlips(deal.id).data?.items ?? []
  const receivables = useReceivables(deal.id)
  if (forms.isError) return <Failure problem={forms.error} what={t('deal.part.forms')} retry={() => void forms.refetch()} />
  if (!forms.data) return <Bones lines={8} />
  const shown = forms.data.items.find((each) => each.form === params.get('form') && each.available)
  const slip = slips.find((each) => each.id === params.get('slip'))
  const show = (form: FormCode | null, slipId?: string) => setParams({ ...(form && { form }), ...(slipId && { slip: slipId }) })
  return (
    <>
      <FormList scene={scene} forms={forms.data.items} slips={slips} onShow={show} />
      {shown && (shown.form !== 'f3' || slip) && <FormSheet key={`${shown.form} ${slip?.id ?? ''}`} scene={scene} which={{ form: shown.form, title: formats.words(shown.title), slip: shown.form === 'f3' ? slip : undefined }} onClose={() => show(null)} />}
      {receivables.isError && <Failure problem={receivables.error} what={t('receivable.title')} retry={() => void receivables.refetch()} />}
      {receivables.data && <ReceivableList scene={scene} receivables={receivables.data} />}
    </>
  )
}
