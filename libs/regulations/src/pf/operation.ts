import type { Chapter } from '../clause-entry.ts';

/** PF-18 to PF-21: operating the platform, and regulations as records. */
export const operation = {
  'PF-18': {
    kinds: ['guard'], status: 'implemented', room: 'platform/startup', screen: null,
    summary: { zh: '一条命令单机启动，同一镜像上集群', en: 'One command on one machine, the same images on a cluster' },
    shortLabel: { zh: '运行', en: 'Operation' },
  },
  'PF-19': {
    kinds: ['guard'], status: 'planned', room: 'platform/backup', screen: '/backups',
    summary: { zh: '备份恢复经过验证，可恢复单个租户', en: 'Backup and restore tested, also of one tenant' },
    shortLabel: { zh: '备份恢复', en: 'Restore' },
  },
  'PF-20': {
    kinds: ['guard'], status: 'planned', room: 'platform/database', screen: '/status',
    summary: { zh: '数据库升级不停机', en: 'Schema migrations without downtime' },
    shortLabel: { zh: '升级', en: 'Migrations' },
  },
  'PF-21': {
    kinds: ['guard'], status: 'partial', room: 'tenancy/regulations', screen: null,
    missing: { zh: '条文解释、外部法规登记', en: 'interpretation notes, register of outside rules' },
    summary: { zh: '制度版本、适用登记、解释、法规登记', en: 'Regulation versions, adoption, interpretation, outside rules' },
    shortLabel: { zh: '制度登记', en: 'Regulations' },
  },
} satisfies Chapter;
