/** 驻外渠道 */
export const zh = {}
