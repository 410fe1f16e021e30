import { theme as antd, type ThemeConfig } from 'antd'
import { fontFamily, palette, type Mode } from './palette.ts'

type Tokens = Record<string, unknown>

// Seeds go through the algorithm: darkAlgorithm turned #5467DC into #4A5BBE, so ours are put back after it.
const keepSeeds = (mode: Mode) => (_seed: unknown, map?: Tokens) => {
  const p = palette[mode]
  return { ...map, colorPrimary: p.primary, colorInfo: p.primary, colorLink: p.link, colorError: p.error, colorSuccess: p.st.met[0], colorWarning: p.st.risk[0] }
}

/** antd's theme for one mode; every colour comes from the palette. */
export function luyueTheme(mode: Mode): ThemeConfig {
  const dark = mode === 'dark'
  return {
    algorithm: [dark ? antd.darkAlgorithm : antd.defaultAlgorithm, keepSeeds(mode) as typeof antd.defaultAlgorithm],
    hashed: false,
    cssVar: { key: 'luyue' },
    token: tokens(mode),
    components: components(mode),
  }
}

function tokens(mode: Mode): ThemeConfig['token'] {
  const p = palette[mode]
  const dark = mode === 'dark'
  const ring = dark ? 'rgba(157,171,255,.28)' : 'rgba(53,72,165,.18)'
  return {
    colorPrimary: p.primary, colorPrimaryHover: p.primaryHover, colorPrimaryActive: p.primaryActive, colorPrimaryBg: p.primaryBg, colorPrimaryBgHover: p.primaryBg,
    colorPrimaryBorder: p.primaryBorder, colorPrimaryText: p.link, colorPrimaryTextHover: p.link, colorPrimaryTextActive: p.link,
    colorLink: p.link, colorLinkHover: p.primaryHover, colorLinkActive: p.primaryActive, colorInfo: p.primary, colorInfoBg: p.primaryBg, colorInfoBorder: p.primaryBorder,
    colorSuccess: p.st.met[0], colorSuccessBg: p.st.met[1], colorSuccessBorder: p.st.met[2],
    colorWarning: p.st.risk[0], colorWarningBg: p.st.risk[1], colorWarningBorder: p.st.risk[2],
    colorError: p.error, colorErrorText: p.st.overdue[0], colorErrorBg: p.st.overdue[1], colorErrorBorder: p.st.overdue[2],
    colorText: p.text, colorTextHeading: p.text, colorTextSecondary: p.text2, colorTextLabel: p.text2, colorTextTertiary: p.text3, colorTextDescription: p.text3,
    colorTextPlaceholder: p.text3, colorTextQuaternary: p.text4, colorIcon: p.text3, colorIconHover: p.text,
    colorBgLayout: p.layout, colorBgContainer: p.surface, colorBgElevated: p.raised, colorBgSpotlight: p.spot, colorBgMask: dark ? 'rgba(4,6,9,.6)' : 'rgba(23,28,38,.32)',
    colorBorder: p.borderStrong, colorBorderSecondary: p.border, colorSplit: p.border,
    colorFillAlter: p.subtle, colorFillQuaternary: p.subtle, colorFillTertiary: p.sunken, colorFillSecondary: p.border,
    controlItemBgHover: p.sunken, controlItemBgActive: p.primaryBg, controlItemBgActiveHover: p.primaryBg, controlOutline: ring, controlOutlineWidth: 3,
    fontFamily, fontSize: 14, fontSizeSM: 12, fontSizeLG: 16, fontSizeHeading1: 28, fontSizeHeading2: 22, fontSizeHeading3: 18, fontSizeHeading4: 16, fontSizeHeading5: 14,
    fontWeightStrong: 600, borderRadius: 6, borderRadiusLG: 10, borderRadiusSM: 5, borderRadiusXS: 3, controlHeight: 32, controlHeightSM: 26, controlHeightLG: 40,
    boxShadow: dark ? '0 12px 32px rgba(0,0,0,.5)' : '0 1px 2px rgba(23,28,38,.04), 0 12px 32px rgba(23,28,38,.12)',
    boxShadowSecondary: dark ? '0 12px 32px rgba(0,0,0,.5)' : '0 0 0 1px rgba(23,28,38,.05), 0 8px 28px rgba(23,28,38,.14)',
    boxShadowTertiary: dark ? '0 0 0 1px rgba(255,255,255,.08)' : '0 1px 2px rgba(23,28,38,.14), 0 0 0 1px rgba(23,28,38,.06)',
    motionDurationMid: '0.16s', motionDurationSlow: '0.22s',
    // Test browsers and people who ask for less motion get none: drawers were caught half way.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
}

function components(mode: Mode): ThemeConfig['components'] {
  const p = palette[mode]
  const ring = mode === 'dark' ? 'rgba(157,171,255,.28)' : 'rgba(53,72,165,.18)'
  return {
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', dangerColor: p.onError, contentFontSizeSM: 13, paddingInlineSM: 9 },
    Segmented: { trackBg: p.sunken, itemSelectedBg: p.segOn, itemColor: p.text2, trackPadding: 2 },
    Tag: { defaultBg: p.sunken, defaultColor: p.text2 },
    Input: { activeShadow: `0 0 0 3px ${ring}` },
    Drawer: { paddingLG: 20, footerPaddingBlock: 12, footerPaddingInline: 20 },
    Badge: { textFontSize: 11, indicatorHeight: 16 },
    Checkbox: { borderRadiusSM: 4 },
  }
}
