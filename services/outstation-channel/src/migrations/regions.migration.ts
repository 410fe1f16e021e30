import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Regions with their neighbours, monthly sales by model, and the class that each month's close gave them (OC-4.4). */
export class Regions1700000000600 implements MigrationInterface {
  name = 'Regions1700000000600';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE channel_region (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, name text NOT NULL, one_stop boolean NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX channel_region_name ON channel_region (tenant_id, department_unit_id, name)`,
      `CREATE TABLE region_adjacency (tenant_id uuid NOT NULL, region_id uuid NOT NULL, neighbour_id uuid NOT NULL, PRIMARY KEY (tenant_id, region_id, neighbour_id))`,
      `CREATE INDEX region_adjacency_neighbour ON region_adjacency (tenant_id, neighbour_id)`,
      `CREATE TABLE region_sales (
        tenant_id uuid NOT NULL, region_id uuid NOT NULL, month text NOT NULL, model text NOT NULL, units int NOT NULL CHECK (units >= 0), failures int NOT NULL CHECK (failures >= 0), PRIMARY KEY (tenant_id, region_id, month, model))`,
      // Failure rates of models over some months.
      `CREATE INDEX region_sales_month ON region_sales (tenant_id, month)`,
      `CREATE TABLE sales_month (tenant_id uuid NOT NULL, department_unit_id uuid NOT NULL, month text NOT NULL, closed_at timestamptz NOT NULL, closed_by text NOT NULL, PRIMARY KEY (tenant_id, department_unit_id, month))`,
      `CREATE TABLE region_class (tenant_id uuid NOT NULL, region_id uuid NOT NULL, month text NOT NULL, class int NOT NULL CHECK (class BETWEEN 1 AND 3), reason jsonb NOT NULL, effective_from date NOT NULL, PRIMARY KEY (tenant_id, region_id, month))`,
      `CREATE TABLE device_model (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, name text NOT NULL, flags jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX device_model_name ON device_model (tenant_id, name)`,
      ...['channel_region', 'region_adjacency', 'region_sales', 'sales_month', 'region_class', 'device_model'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
