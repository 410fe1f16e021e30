import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** A statement that PostgreSQL plans once per connection. TypeORM never names its statements, so hot paths use these. */
export interface Statement { name: string; text: string }

const names = new Map<string, string>();

/** Declares a named statement. Throws when one name stands for two texts. */
export function statement(name: string, text: string): Statement {
  if (names.has(name) && names.get(name) !== text) throw new Error(`statement ${name} has two texts`);
  names.set(name, text);
  return { name, text };
}

const columnName = (c: ColumnMetadata): string => `"${c.databaseName}"`;
const pick = (c: ColumnMetadata, row: ObjectLiteral): unknown => {
  const value = c.getEntityValue(row) as unknown;
  return value !== null && typeof value === 'object' && (c.type === 'jsonb' || c.type === 'json') ? JSON.stringify(value) : value;
};

/** Named SQL compiled once from TypeORM's metadata of an entity: insert, read by id, guarded update. */
export class EntityStatements {
  readonly columns: ColumnMetadata[];
  private readonly selectList: string;
  private readonly updates = new Map<string, Statement>();
  private readonly inserts = new Map<number, Statement>();

  constructor(readonly metadata: EntityMetadata) {
    this.columns = metadata.columns.filter((c) => !c.isVirtual);
    // A day stays the text that it is: the driver would make it midnight of the process's own zone.
    this.selectList = this.columns.map((c) => (c.type === 'date' ? `${columnName(c)}::text AS ${columnName(c)}` : columnName(c))).join(', ');
  }

  get table(): string { return this.metadata.tableName; }

  select(lock: boolean): Statement {
    return { name: `${this.table}_by_id${lock ? '_lock' : ''}`, text: `SELECT ${this.selectList} FROM "${this.table}" WHERE tenant_id = $1 AND id = $2${lock ? ' FOR UPDATE' : ''}` };
  }

  where({ name, text }: Statement): Statement { return { name, text: `SELECT ${this.selectList} FROM "${this.table}" WHERE ${text}` }; }

  insert(rows: ObjectLiteral[]): { statement: Statement; values: unknown[] } {
    const columns = this.columns.filter((c) => !c.isGenerated);
    let found = this.inserts.get(rows.length);
    if (!found) {
      const tuples = rows.map((_, r) => `(${columns.map((_c, i) => `$${r * columns.length + i + 1}`).join(', ')})`);
      found = { name: `${this.table}_insert_${rows.length}`, text: `INSERT INTO "${this.table}" (${columns.map(columnName).join(', ')}) VALUES ${tuples.join(', ')}` };
      this.inserts.set(rows.length, found);
    }
    // A column left out is NULL or its default: the entity's initialiser says which, never the database.
    return { statement: found, values: rows.flatMap((row) => columns.map((c) => pick(c, row) ?? null)) };
  }

  /** Sets the columns of `patch`, raises `version`, and asks for the version that the caller read. */
  update(key: { tenantId: string; id: string; version: number }, patch: ObjectLiteral): { statement: Statement; values: unknown[] } {
    const columns = this.columns.filter((c) => Object.hasOwn(patch, c.propertyName) && !c.isPrimary && c.propertyName !== 'version');
    const signature = columns.map((c) => c.databaseName).join(',');
    let found = this.updates.get(signature);
    if (!found) {
      const sets = columns.map((c, i) => `${columnName(c)} = $${i + 4}, `).join('');
      found = { name: `${this.table}_update_${this.updates.size}`, text: `UPDATE "${this.table}" SET ${sets}version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3` };
      this.updates.set(signature, found);
    }
    return { statement: found, values: [key.tenantId, key.id, key.version, ...columns.map((c) => pick(c, patch))] };
  }

  /** A database row as an entity: property names instead of column names. `bigint` columns stay strings (money converts itself). */
  hydrate<E extends ObjectLiteral>(row: ObjectLiteral): E {
    const entity = Object.create(this.metadata.target instanceof Function ? (this.metadata.target.prototype as object) : Object.prototype) as ObjectLiteral;
    for (const c of this.columns) {
      const raw = row[c.databaseName] as unknown;
      entity[c.propertyName] = raw;
    }
    return entity as E;
  }
}

/** One compiled set per entity and data source. */
export class StatementCache {
  private readonly compiled = new Map<EntityTarget<ObjectLiteral>, EntityStatements>();

  constructor(private readonly source: DataSource) {}

  of(entity: EntityTarget<ObjectLiteral>): EntityStatements {
    let found = this.compiled.get(entity);
    if (!found) {
      found = new EntityStatements(this.source.getMetadata(entity));
      this.compiled.set(entity, found);
    }
    return found;
  }
}
