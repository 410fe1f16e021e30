// The operators' kinds, as far as k8s/ uses them: written by hand, because no package has their schemas. A field that is not here is a question to the
// operator's reference (CloudNativePG 1.30, Barman Cloud plugin 0.16, Strimzi 1.2) before it is added.
import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';

interface Resource<Group extends string, Kind extends string, Spec> { apiVersion: Group; kind: Kind; metadata: ObjectMeta & { name: string }; spec: Spec }
type Labelled<T extends { metadata: ObjectMeta }> = T & { metadata: { labels: { 'strimzi.io/cluster': string } } };
interface Name { name: string }
interface SecretKey extends Name { key: string }

export interface ManagedRole extends Name {
  ensure: 'present' | 'absent'; login: boolean; superuser: boolean; bypassrls: boolean; createdb: boolean; createrole: boolean; passwordSecret: Name;
}
export type Cluster = Resource<'postgresql.cnpg.io/v1', 'Cluster', {
  instances: number; imageName: string; enableSuperuserAccess: boolean; primaryUpdateStrategy: 'unsupervised' | 'supervised';
  bootstrap: { initdb: { database: string; owner: string; encoding: string; localeProvider: string; builtinLocale: string; localeCollate: string; localeCType: string; dataChecksums: boolean } };
  postgresql: { synchronous: { method: 'any' | 'first'; number: number }; parameters: Record<string, string> };
  managed: { roles: ManagedRole[] }; storage: { size: string }; walStorage: { size: string }; resources: ResourceRequirements;
  affinity: { enablePodAntiAffinity: boolean; podAntiAffinityType: 'required' | 'preferred'; topologyKey: string };
  plugins: { name: string; isWALArchiver: boolean; parameters: Record<string, string> }[];
}>;
export type Database = Resource<'postgresql.cnpg.io/v1', 'Database', { cluster: Name; name: string; owner: string; databaseReclaimPolicy: 'retain' | 'delete' }>;
export type ScheduledBackup = Resource<'postgresql.cnpg.io/v1', 'ScheduledBackup', {
  schedule: string; immediate: boolean; backupOwnerReference: 'none' | 'self' | 'cluster'; cluster: Name; method: 'plugin' | 'volumeSnapshot'; pluginConfiguration: Name;
}>;
export type ObjectStore = Resource<'barmancloud.cnpg.io/v1', 'ObjectStore', {
  retentionPolicy: string;
  configuration: {
    destinationPath: string; endpointURL: string; s3Credentials: { accessKeyId: SecretKey; secretAccessKey: SecretKey };
    wal: { compression: 'gzip' }; data: { compression: 'gzip' };
  };
}>;

export type Kafka = Resource<'kafka.strimzi.io/v1', 'Kafka', {
  kafka: {
    version: string; config: Record<string, string | number | boolean>;
    listeners: { name: string; port: number; type: 'internal'; tls: boolean; networkPolicyPeers: NetworkPolicyPeer[] }[];
  };
  entityOperator: { topicOperator: Record<string, never> };
}>;
export type KafkaNodePool = Labelled<Resource<'kafka.strimzi.io/v1', 'KafkaNodePool', {
  replicas: number; roles: ('controller' | 'broker')[]; resources: ResourceRequirements; jvmOptions: { '-Xms': string; '-Xmx': string };
  storage: { type: 'jbod'; volumes: { id: number; type: 'persistent-claim'; size: string; deleteClaim: boolean; kraftMetadata: 'shared' }[] };
}>>;
export type KafkaTopic = Labelled<Resource<'kafka.strimzi.io/v1', 'KafkaTopic', { partitions: number; replicas: number; config: { 'retention.ms': number; 'min.insync.replicas': number } }>>;
