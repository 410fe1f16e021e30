export * from './directory.ts';
export type { DirectoryUnit, DirectoryUser } from './snapshot.ts';
export * from './agreements.migration.ts';
export { Crossings, type Partner } from './crossings.ts';
export * from './directory.migration.ts';
export { DirectoryModule } from './directory.module.ts';
export type { DirectoryListener } from './directory.consumer.ts';
export { replicas } from './replicas.ts';
