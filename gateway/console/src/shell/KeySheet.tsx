import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

const sheet: [string, [string, string][]][] = [
  ['global', [['Ctrl K', 'palette'], ['Ctrl Shift U', 'place'], ['?', 'sheet'], ['[', 'menu'], ['G C', 'cases'], ['G B', 'board'], ['G L', 'obligations'], ['G A', 'accounts'], ['G P', 'policies'], ['Alt N', 'newCase'], ['Alt 1-9', 'tab'], ['Alt W', 'closeTab'], ['/', 'search'], ['Esc', 'back']]],
  ['list', [['J K', 'move'], ['X', 'select'], ['Shift X', 'range'], ['Enter', 'open'], ['Shift V', 'views'], ['A', 'assign']]],
  ['record', [['R', 'next'], ['C', 'call'], ['A', 'assign'], ['N', 'note'], ['T', 'refer'], ['W', 'why']]],
  ['form', [['Ctrl Enter', 'save'], ['Ctrl S', 'draft'], ['1-4', 'kind'], ['B Z', 'symptom'], ['Alt M', 'merge'], ['Alt U', 'unknown']]],
  ['board', [['↑ ↓', 'moveOrder'], ['1-3', 'suggested'], ['U', 'undo']]],
  ['drill', [['← → ↑ ↓', 'cells'], ['Esc', 'back']]],
]

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open={open} onCancel={onClose} footer={null} width={760} title={t('keys.title')} destroyOnHidden>
      <div className="key-sheet">
        {sheet.map(([group, keys]) => (
          <section key={group}>
            <h2>{t(`keys.${group}`)}</h2>
            <dl>
              {keys.map(([combo, name]) => (
                <div key={combo + name}>
                  <dt>{combo.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</dt>
                  <dd>{t(`keys.${name}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
