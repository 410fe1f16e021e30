import { Button } from 'antd'
import { FileCheck, FileClock, FileX } from 'lucide-react'
import { useNavigate } from 'react-router'
import type { FormCode, FormState, PaymentSlip } from '../../../api/types.ts'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Clause, Panel } from '../../../components/small.tsx'
import { useMoney } from '../queries.ts'
import type { Scene } from '../scene.ts'
import { keepForm, revealForm, type Which } from './form-deeds.ts'

interface Props { scene: Scene; forms: FormState[]; slips: PaymentSlip[]; onShow: (form: FormCode, slipId?: string) => void }

/** The four forms under their titles and full numbers: what they still lack, who changed them last, how they are shown and taken along (PB-5). F3 stands slip by slip. */
export function FormList({ scene, forms, slips, onShow }: Props) {
  const { t } = scene
  const money = useMoney()
  const readable = forms.filter(({ form }) => money || (form !== 'f2' && form !== 'f3'))
  return (
    <Panel bare title={t('form.title')} extra={<Clause id="PB-5" />}>
      <RowList label={t('form.title')}>
        {readable.flatMap((state) => (state.form === 'f3' && slips.length > 0 ? slips.toReversed().map((slip) => <Item key={slip.id} scene={scene} state={state} slip={slip} onShow={onShow} />) : [<Item key={state.form} scene={scene} state={state} onShow={onShow} />]))}
      </RowList>
    </Panel>
  )
}

function Item({ scene, state, slip, onShow }: { scene: Scene; state: FormState; slip?: PaymentSlip; onShow: Props['onShow'] }) {
  const { t, formats, may } = scene
  const navigate = useNavigate()
  const { form, completedAt, completedBy, lastChange, missing } = state
  const title = formats.words(state.title)
  const which: Which = { form, title, slip }
  const done = slip ? slip.submittedAt : completedAt
  const Icon = !state.available ? FileX : done && missing.length === 0 ? FileCheck : FileClock
  const said = slip ? [t(`slip.status.${slip.status}`), slip.submittedAt && t('slip.sentAt', { at: formats.at(slip.submittedAt) })] : [
    !state.available && t(`form.notYet.${form}`), completedAt && t(`form.completedAt.${form}`, { at: formats.at(completedAt), by: completedBy ?? '' }), missing.length > 0 && t('form.lacks', { count: missing.length }),
    lastChange && t('form.lastChange', { at: formats.at(lastChange.at), by: lastChange.by, title: lastChange.title }),
  ]
  return (
    <RowItem icon={<Icon size={16} />} faint={!state.available} title={`${form.toUpperCase()} ${title}${slip ? ` ${slip.number}` : ''}`} sub={<small className="block nowrap">{state.number}</small>} note={said.filter(Boolean).join(' · ')}>
      {state.available && (
        <>
          <Button size="small" onClick={() => onShow(form, slip?.id)}>{t('form.show')}</Button>
          <DeedButton deed={keepForm(scene, which, 'pdf')} />
          <DeedButton deed={keepForm(scene, which, 'xlsx')} />
          {may('deal.reveal') && <DeedButton deed={revealForm(scene, which)} />}
          {form === 'f1' && may('deal.write') && <Button size="small" onClick={() => void navigate(`/deals/new/excel?like=${scene.deal.id}`)}>{t('f1.like')}</Button>}
        </>
      )}
    </RowItem>
  )
}
