// Units and people of a manufacturer: what `company()` is given to build one. Used by demo, smoke and tests.

/** Business units below headquarters, and the department that helps with major problems. */
export const DISTRIBUTOR_UNITS = [
  { key: 'east', name: '华东营业部', kind: 'business_unit' },
  { key: 'south', name: '华南营业部', kind: 'business_unit' },
  { key: 'engineering', name: '技术部', kind: 'department' },
];

/** One person for every role that visits meet, each for their own unit; the superior heads headquarters (reading 12). */
export const DISTRIBUTOR_STAFF = [
  { key: 'superior', name: '秦岭', title: '销售总监', staffNumber: '3000', roles: ['unit_manager'] },
  { key: 'leader', name: '许诺', title: '分管副总', staffNumber: '3001', roles: ['leader'] },
  { key: 'supervisor', name: '何静', title: '华东主管', staffNumber: '3101', unit: 'east', at: 'east', roles: ['supervisor'] },
  { key: 'visitor', name: '林岚', title: '巡访员', staffNumber: '3111', unit: 'east', at: 'east', roles: ['visitor'] },
  { key: 'visitor2', name: '周舟', title: '巡访员', staffNumber: '3112', unit: 'east', at: 'east', roles: ['visitor'] },
  { key: 'technician', name: '石磊', title: '技术员', staffNumber: '3121', unit: 'east', at: 'east', roles: ['technician'] },
  { key: 'technician2', name: '丁一', title: '技术员', staffNumber: '3122', unit: 'east', at: 'east', roles: ['technician'] },
  { key: 'salesperson', name: '薛平', title: '业务员', staffNumber: '3131', unit: 'east', at: 'east', roles: ['salesperson'] },
  { key: 'keeper', name: '毛芳', title: '物品管理员', staffNumber: '3141', unit: 'east', at: 'east', roles: ['materials_keeper'] },
  { key: 'southSupervisor', name: '陈南', title: '华南主管', staffNumber: '3201', unit: 'south', at: 'south', roles: ['supervisor'] },
  { key: 'southVisitor', name: '吴越', title: '巡访员', staffNumber: '3211', unit: 'south', at: 'south', roles: ['visitor'] },
  { key: 'expert', name: '方正', title: '技术部工程师', staffNumber: '3301', unit: 'engineering', roles: ['department_expert'] },
];
