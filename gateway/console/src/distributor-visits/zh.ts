/** 客户巡访 */
export const zh = {}
