// Units and people of a property company: what `company()` is given to build one. Used by demo, smoke and tests.

/** Units below its root: the customer service department, and shops that close deals. */
export const PROPERTY_UNITS = [
  { key: 'department', name: '客户服务部', kind: 'department', designations: ['customer_service_body'] },
  { key: 'shop', name: '滨江路地铺', kind: 'shop' },
  { key: 'shop2', name: '学府路地铺', kind: 'shop' },
];

/** One person for every role that a deal meets (PB-3), two where somebody takes over. */
export const PROPERTY_STAFF = [
  { key: 'agent', name: '邱晨', title: '经办人', staffNumber: '2101', unit: 'shop', roles: ['shop'] },
  { key: 'agent2', name: '冯涛', title: '经办人', staffNumber: '2102', unit: 'shop2', roles: ['shop'] },
  { key: 'specialist', name: '孙莉', title: '客服专员', staffNumber: '2201', unit: 'department', roles: ['specialist'] },
  { key: 'specialist2', name: '罗敏', title: '客服专员', staffNumber: '2202', unit: 'department', roles: ['specialist'] },
  { key: 'specialist3', name: '方宇', title: '客服专员', staffNumber: '2203', unit: 'department', roles: ['specialist'] },
  { key: 'supervisor', name: '何静', title: '客服主管', staffNumber: '2001', unit: 'department', roles: ['supervisor'] },
  { key: 'manager', name: '蒋峰', title: '部门经理', staffNumber: '2000', unit: 'department', roles: ['department_manager'] },
  { key: 'finance', name: '钟玲', title: '部门财务', staffNumber: '2301', unit: 'department', roles: ['department_finance'] },
  { key: 'archivist', name: '叶青', title: '资料管理员', staffNumber: '2401', unit: 'department', roles: ['archivist'] },
];
