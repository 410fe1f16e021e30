// Units and people of a device maker with an after-sales network: what `company()` is given to build one. Used by demo and tests.

/** Units below its root: the customer service department, and stations, whose own users see no more than their station. */
export const OUTSTATION_UNITS = [
  { key: 'department', name: '客服部', kind: 'department' },
  { key: 'station', name: '东城授权站', kind: 'station', parent: 'department' },
  { key: 'station2', name: '西城授权站', kind: 'station', parent: 'department' },
];

/** One person for every role of the channel, two where somebody takes over. */
export const OUTSTATION_STAFF = [
  { key: 'headquarters', name: '沈总', title: '总部', staffNumber: '3000', roles: ['channel_headquarters'] },
  { key: 'manager', name: '方宇', title: '渠道经理', staffNumber: '3001', unit: 'department', roles: ['channel_manager'] },
  { key: 'engineer', name: '陆远', title: '渠道工程师', staffNumber: '3002', unit: 'department', roles: ['channel_engineer'] },
  { key: 'engineer2', name: '何静', title: '渠道工程师', staffNumber: '3003', unit: 'department', roles: ['channel_engineer'] },
  { key: 'assistant', name: '秦岚', title: '渠道助理', staffNumber: '3004', unit: 'department', roles: ['channel_assistant'] },
  { key: 'account', name: '李强', title: '外派客户经理', staffNumber: '3101', unit: 'department', roles: ['account_manager'] },
  { key: 'account2', name: '王磊', title: '外派客户经理', staffNumber: '3102', unit: 'department', roles: ['account_manager'] },
  { key: 'parts', name: '赵敏', title: '外派备件管理员', staffNumber: '3103', unit: 'department', roles: ['parts_manager'] },
  { key: 'technician', name: '孙涛', title: '外派技术人员', staffNumber: '3104', unit: 'department', roles: ['outstation_technician'] },
  { key: 'sales', name: '周倩', title: '当地销售', staffNumber: '3201', unit: 'department', roles: ['local_sales'] },
  { key: 'technical', name: '吴昊', title: '技术科', staffNumber: '3301', unit: 'department', roles: ['technical_section'] },
  { key: 'stationUser', name: '郑站长', title: '站长', staffNumber: '3401', unit: 'station', at: 'station', roles: ['station'] },
  { key: 'stationUser2', name: '冯站长', title: '站长', staffNumber: '3402', unit: 'station2', at: 'station2', roles: ['station'] },
];
