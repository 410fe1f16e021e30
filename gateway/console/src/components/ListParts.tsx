import { App, Button, Checkbox, Input, Popover } from 'antd'
import { ArrowUp, Columns3, Link2, ListFilter, Search, X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy-text.ts'
import type { Column, Layout } from './DataTable.tsx'
import { Segments } from './small.tsx'

export interface View { name: string; query: string; count?: number | undefined; red?: boolean; own?: boolean }

interface ViewTabsProps { views: View[]; current: string; onPick: (query: string) => void; onSave: (name: string) => void; onDrop: (name: string) => void }

/** Views are addresses: whoever has the link sees the same rows. */
export function ViewTabs({ views, current, onPick, onSave, onDrop }: ViewTabsProps) {
  const { t } = useTranslation()
  const [naming, setNaming] = useState<string | null>(null)
  const known = views.some((view) => view.query === current)
  return (
    <div className="views-row">
      <div className="views" role="group" aria-label={t('list.views')}>
        {views.map((view) => (
          <button key={view.name} type="button" aria-pressed={view.query === current} onClick={() => onPick(view.query)} onDoubleClick={() => view.own && onDrop(view.name)} title={view.own ? t('list.dropView') : undefined}>
            {view.name}{view.count !== undefined && <small className={view.red && view.count > 0 ? 'red' : ''}>{view.count >= 1000 ? '999+' : view.count}</small>}
          </button>
        ))}
      </div>
      {!known && naming === null && <><span className="muted nowrap" style={{ fontSize: 13 }}>● {t('list.changed')}</span><Button size="small" onClick={() => setNaming('')}>{t('list.saveView')}</Button></>}
      {naming !== null && (
        <Input
          size="small"
          autoFocus
          style={{ width: 160 }}
          aria-label={t('list.viewName')}
          placeholder={t('list.viewName')}
          value={naming}
          onChange={(event) => setNaming(event.target.value)}
          onBlur={() => setNaming(null)}
          onKeyDown={(event) => {
            if (event.code === 'Escape') setNaming(null)
            if (event.code !== 'Enter' || event.nativeEvent.isComposing || !naming.trim()) return
            onSave(naming.trim())
            setNaming(null)
          }}
        />
      )}
    </div>
  )
}

export interface FilterToken { key: string; label: string; value: string }
export interface FilterChoice { key: string; label: string; options: { value: string; label: string }[] }

/** The conditions of an address in the words of the choices; the search text and the order are shown elsewhere. */
export const tokensOf = ({ q: _q, sort: _sort, ...conditions }: Record<string, string>, choices: FilterChoice[]): FilterToken[] =>
  Object.entries(conditions).map(([key, value]) => {
    const choice = choices.find((each) => each.key === key)
    return { key, label: choice?.label ?? key, value: choice?.options.find((option) => option.value === value)?.label ?? value }
  })

interface FilterBarProps {
  search: string
  placeholder: string
  onSearch: (text: string) => void
  tokens: FilterToken[]
  choices: FilterChoice[]
  onSet: (key: string, value: string | null) => void
  onClear: () => void
  end?: ReactNode
}

/** The conditions as tokens; their state lives in the address of the page. */
export function FilterBar({ search, placeholder, onSearch, tokens, choices, onSet, onClear, end }: FilterBarProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [text, setText] = useState(search)
  const [open, setOpen] = useState(false)
  useEffect(() => setText(search), [search])
  useEffect(() => {
    if (text === search) return
    const later = setTimeout(() => onSearch(text), 250)
    return () => clearTimeout(later)
  }, [text, search, onSearch])
  return (
    <div className="filters">
      <Input type="search" value={text} aria-label={placeholder} placeholder={placeholder} prefix={<Search size={15} />} suffix={<kbd>/</kbd>} onChange={(event) => setText(event.target.value)} />
      {tokens.map((token) => (
        <span key={token.key} className="token"><span className="muted">{token.label}</span><b style={{ fontWeight: 500 }}>{token.value}</b><button type="button" aria-label={t('list.dropFilter', { name: token.label })} onClick={() => onSet(token.key, null)}><X size={12} /></button></span>
      ))}
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        placement="bottomLeft"
        content={
          <div className="stack" style={{ minWidth: 240 }}>
            {choices.map((choice) => (
              <div key={choice.key} className="field">
                <span className="label">{choice.label}</span>
                <div className="row wrap">{choice.options.map((option) => <Button key={option.value} size="small" onClick={() => { onSet(choice.key, option.value); setOpen(false) }}>{option.label}</Button>)}</div>
              </div>
            ))}
          </div>
        }
      >
        <Button size="small" type="dashed" icon={<ListFilter size={14} />}>{t('list.addFilter')}</Button>
      </Popover>
      {(tokens.length > 0 || search) && <Button size="small" type="text" onClick={onClear}>{t('list.clear')}</Button>}
      <span className="push row">
        <Button type="text" icon={<Link2 size={15} />} onClick={() => void copyText(window.location.href).then(() => message.success(t('list.linkCopied')))}>{t('list.copyLink')}</Button>
        {end}
      </span>
    </div>
  )
}

export function ColumnSettings<T>({ columns, layout, onChange }: { columns: Column<T>[]; layout: Layout; onChange: (layout: Layout | null) => void }) {
  const { t } = useTranslation()
  const hidden = columns.filter((column) => !layout.shown.includes(column.key))
  const ordered = [...layout.shown.map((key) => columns.find((column) => column.key === key)).filter((column) => column !== undefined), ...hidden]
  const lift = (key: string) => {
    const index = layout.shown.indexOf(key)
    const shown = [...layout.shown]
    shown.splice(index, 1)
    shown.splice(index - 1, 0, key)
    onChange({ ...layout, shown })
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="columns">
          <div className="row between"><b>{t('list.columns')}</b><button type="button" className="linkish" onClick={() => onChange(null)}>{t('list.reset')}</button></div>
          <ul>
            {ordered.map((column, index) => (
              <li key={column.key}>
                <Checkbox disabled={column.fixed ?? false} checked={layout.shown.includes(column.key)} onChange={(event) => onChange({ ...layout, shown: event.target.checked ? [...layout.shown, column.key] : layout.shown.filter((key) => key !== column.key) })}>{column.title}</Checkbox>
                {index > 1 && layout.shown.includes(column.key) && <button type="button" className="move" aria-label={t('list.moveUp')} onClick={() => lift(column.key)}><ArrowUp size={13} /></button>}
              </li>
            ))}
          </ul>
          <b>{t('list.density')}</b>
          <Segments label={t('list.density')} value={layout.density} onChange={(density) => onChange({ ...layout, density })} options={(['tight', 'medium', 'roomy'] as const).map((value) => ({ value, label: t(`list.${value}`) }))} />
        </div>
      }
    >
      <Button icon={<Columns3 size={15} />} aria-label={t('list.columns')} />
    </Popover>
  )
}

export function BatchBar({ count, children, onClear }: { count: number; children: ReactNode; onClear: () => void }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <div className="batch" role="toolbar" aria-label={t('list.batch')}>
      <b>{t('list.selected', { count })}</b>
      {children}
      <button type="button" aria-label={t('list.clearSelection')} onClick={onClear}><X size={15} /></button>
    </div>
  )
}
