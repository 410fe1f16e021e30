/** The one source of colour: antd's theme and the `--ly-*` properties of our own CSS are both made from it. */
export type Mode = 'light' | 'dark'

export const palette = {
  light: {
    layout: '#F5F6F8', surface: '#FFFFFF', raised: '#FFFFFF', subtle: '#FAFBFC', sunken: '#EFF1F5', border: '#E3E6EC', borderStrong: '#CCD2DB',
    text: '#171C26', text2: '#4A5364', text3: '#646E7E', text4: '#8A94A3',
    primary: '#3548A5', primaryHover: '#4659BC', primaryActive: '#28388A', primaryBg: '#EEF0FB', primaryBorder: '#C3CBF0', link: '#3548A5',
    error: '#C4241F', onError: '#FFFFFF', solidOverdue: '#C4241F', solidRisk: '#A85A00', solidMet: '#1B7F50',
    navOn: '#E6E9F3', segOn: '#FFFFFF', spot: '#232936', rowHover: '#F7F8FB',
    heat: ['#FDF0EC', '#F9D5CC', '#F0AFA2', '#B4332A'],
    // Of charts: none is the colour of a clock state, and each stands out from the surface by 3:1.
    series: ['#3548A5', '#B0579F', '#6C7A8E', '#6F8AE0', '#5B2F70', '#9183B5'],
    st: {
      open: ['#465062', '#EFF1F5', '#CDD4DE'], risk: ['#8A4A00', '#FFF1D6', '#EBC27A'], overdue: ['#B01E1A', '#FDE9E7', '#EFA9A4'],
      met: ['#156A42', '#E4F4EA', '#A5D6B9'], late: ['#8C3B2A', '#FFFFFF', '#DDB0A5'], paused: ['#0C6079', '#E2F2F7', '#9CCBDB'],
      waived: ['#5A6475', '#FFFFFF', '#CCD2DB'], cancelled: ['#646E7E', '#FFFFFF', '#DDE1E8'],
    },
  },
  dark: {
    layout: '#0D1015', surface: '#14181F', raised: '#1B2029', subtle: '#191E26', sunken: '#20262F', border: '#272D38', borderStrong: '#3A424F',
    text: '#E9ECF1', text2: '#B1B9C5', text3: '#8B95A4', text4: '#6C7685',
    primary: '#5467DC', primaryHover: '#6577E6', primaryActive: '#4657C4', primaryBg: '#1C2240', primaryBorder: '#3A4684', link: '#9DABFF',
    error: '#FF8078', onError: '#2A0B09', solidOverdue: '#CB3A34', solidRisk: '#A85A00', solidMet: '#1B7F50',
    navOn: '#222938', segOn: '#323B49', spot: '#2B323D', rowHover: '#1A202A',
    heat: ['#241917', '#40221E', '#6A2E28', '#B23C33'],
    series: ['#9DABFF', '#DE8FD6', '#A9B4C3', '#5F7BE6', '#B79BE0', '#857CA6'],
    st: {
      open: ['#BAC3D0', '#222833', '#3D4654'], risk: ['#F5BE5E', '#33260C', '#6B4E16'], overdue: ['#FF9D96', '#3C1817', '#7A2F2B'],
      met: ['#7FD6A6', '#12301F', '#24593C'], late: ['#EBA592', '#14181F', '#6A4036'], paused: ['#7FCCE3', '#0E2C37', '#215466'],
      waived: ['#A3ADBA', '#14181F', '#3A424F'], cancelled: ['#8B95A4', '#14181F', '#303744'],
    },
  },
} as const

export const fontFamily =
  "'Luyue Latin', -apple-system, 'PingFang SC', 'HarmonyOS Sans SC', MiSans, 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans SC', 'WenQuanYi Zen Hei', sans-serif"

/** Writes the palette of `mode` to `:root` as `--ly-text`, `--ly-st-risk-fill`, `--ly-heat-2` ... */
export function paint(mode: Mode, root: HTMLElement = document.documentElement): void {
  const { st, heat, series, ...flat } = palette[mode]
  const set = (name: string, value: string) => root.style.setProperty(`--ly-${name}`, value)
  for (const [name, value] of Object.entries(flat)) set(name, value)
  heat.forEach((value, index) => set(`heat-${index}`, value))
  series.forEach((value, index) => set(`series-${index}`, value))
  for (const [state, [text, fill, border]] of Object.entries(st)) {
    set(`st-${state}`, text)
    set(`st-${state}-fill`, fill)
    set(`st-${state}-border`, border)
  }
  set('ring', mode === 'dark' ? 'rgba(157,171,255,.28)' : 'rgba(53,72,165,.18)')
  set('shadow', mode === 'dark' ? '0 12px 32px rgba(0,0,0,.5)' : '0 1px 2px rgba(23,28,38,.04), 0 12px 32px rgba(23,28,38,.12)')
  root.style.colorScheme = mode
  root.dataset.mode = mode
}
