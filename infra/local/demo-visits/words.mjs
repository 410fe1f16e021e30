// Customers, and what people say and hear there.
const CITIES = {
  苏州: [31.3, 120.6], 无锡: [31.57, 120.3], 常州: [31.81, 119.97], 昆山: [31.39, 120.98], 江阴: [31.92, 120.28], 杭州: [30.27, 120.15], 嘉兴: [30.75, 120.76], 湖州: [30.87, 120.1], 桐乡: [30.63, 120.56],
  广州: [23.13, 113.26], 佛山: [23.02, 113.12], 东莞: [23.02, 113.75], 中山: [22.52, 113.39],
};
const EAST = ['苏州', '杭州', '无锡', '嘉兴', '常州', '湖州', '昆山', '桐乡', '江阴', '杭州'];
const SOUTH = ['广州', '佛山', '东莞', '中山'];
const NAMES = ['恒源', '新达', '金桥', '联众', '环宇', '百汇', '鼎盛', '华联', '润泽', '宏图', '永兴', '佳美', '国泰', '东升', '凯达', '瑞丰', '安达'];
const KINDS = [['商贸', 'distributor'], ['家电', 'retailer'], ['电器', 'distributor'], ['净水', 'processing_factory'], ['五金', 'retailer']];
const PEOPLE = ['顾海', '沈洁', '陆明', '高峰', '钱卫东', '孙倩', '吴刚', '郑薇', '蒋勇', '韩梅', '冯磊'];

/** Ninety of them, the eastern unit's first. */
export const CUSTOMERS = Array.from({ length: 90 }, (_, i) => {
  const city = i < 60 ? EAST[i % EAST.length] : SOUTH[i % SOUTH.length];
  const [suffix, type] = KINDS[i % KINDS.length];
  const [latitude, longitude] = CITIES[city];
  return { name: `${city}${NAMES[(i * 7) % NAMES.length]}${suffix}`, type, city, latitude, longitude, person: PEOPLE[i % PEOPLE.length] };
});
export const PRODUCTS = ['净水机 X1', '净水机 X2', '软水机 R3'];
export const RIVALS = ['远山', '清源'];
export const OPINIONS = [
  ['complaint', 'own', '净水机 X1', '夜里有噪音'], ['complaint', 'own', '软水机 R3', '盐箱盖松动'], ['wish', 'own', '净水机 X1', '缩短交期'], ['suggestion', 'own', '净水机 X2', '说明书加图'], ['criticism', 'own', '净水机 X1', '滤芯价格偏高'],
  ['wish', 'other', '净水机 Y9', '同行滤芯便宜，希望跟进'], ['suggestion', 'own', '软水机 R3', '出一款小机型'],
];
export const MATTERS = [
  { title: '远山新品 Y9 铺货', course: '门店已铺货，价低 15%', result: '客户要求跟价', kind: 'new_product' }, { title: '清源改返利', course: '改为季度返 6 点', result: '客户观望', kind: 'policy_change' }, { title: 'X1 批量渗水', course: '三家反映接头渗水', result: '已换货，等技术部', kind: 'own_defect' },
  { title: '缺展示柜', course: '客户要一组', result: '从仓库调' }, { title: '返利核对', course: '客户说少算 2 000 元', result: '带回对账' }, { title: '导购培训', course: '新招两名导购', result: '约下周培训' },
];
