import { Injectable, Module } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import { Session } from './session.entity.ts';
import { judge, newSecret, type RefreshToken, secretHash, SESSION_DAYS, type Verdict } from './sessions.rules.ts';

// Sign-ins are about the real world, so their time is the database's and not the tenant's.
const NOW = statement('session_now', `SELECT now() AS now, now() + make_interval(days => $1) AS expires`);
const REVOKE_ALL = statement('session_revoke_all', `UPDATE session SET revoked_at = now(), revoked_because = $3, version = version + 1 WHERE tenant_id = $1 AND user_id = $2 AND revoked_at IS NULL`);

/** The rows of sign-ins, apart from who may sign in, so that people and sessions do not need each other. */
@Injectable()
export class SessionStore {
  async open(tx: Tx, userId: string, identityId: string, device: string): Promise<RefreshToken> {
    const [time] = await tx.sql<{ now: Date; expires: Date }>(NOW, [SESSION_DAYS]);
    const secret = newSecret();
    const session = await tx.insert(Session, {
      tenantId: tx.tenantId, id: newId(), version: 1, userId, identityId, secretHash: secretHash(secret), previousHash: null, rotatedAt: time!.now, createdAt: time!.now, expiresAt: time!.expires,
      revokedAt: null, revokedBecause: null, device: device.slice(0, 200),
    });
    return { tenantId: tx.tenantId, sessionId: session.id, secret };
  }

  /** Judges the cookie's secret and turns it over. An old one that comes again ends the session for both who hold it. */
  async turn(tx: Tx, token: RefreshToken): Promise<{ verdict: Verdict; session: Session | null; next: RefreshToken | null }> {
    const [time] = await tx.sql<{ now: Date; expires: Date }>(NOW, [SESSION_DAYS]);
    const session = await tx.find(Session, token.sessionId, { lock: true });
    if (!session) return { verdict: 'ended', session: null, next: null };
    const verdict = judge(session, token.secret, time!.now);
    if (verdict === 'stolen') await this.end(tx, session, time!.now, 'stolen');
    if (verdict !== 'renew') return { verdict, session, next: null };
    const secret = newSecret();
    await tx.update(Session, session, { secretHash: secretHash(secret), previousHash: session.secretHash, rotatedAt: time!.now, expiresAt: time!.expires });
    return { verdict, session, next: { ...token, secret } };
  }

  async revoke(tx: Tx, session: Session, because: string): Promise<void> {
    const [time] = await tx.sql<{ now: Date }>(NOW, [SESSION_DAYS]);
    if (!session.revokedAt) await this.end(tx, session, time!.now, because);
  }

  async revokeAll(tx: Tx, userId: string, because: string): Promise<void> {
    await tx.sql(REVOKE_ALL, [tx.tenantId, userId, because]);
  }

  live(tx: Tx, userId: string): Promise<Session[]> {
    return tx.manager.createQueryBuilder(Session, 's').where('s.tenantId = :tenant AND s.userId = :user AND s.revokedAt IS NULL AND s.expiresAt > now()', { tenant: tx.tenantId, user: userId })
      .orderBy('s.rotatedAt', 'DESC').getMany();
  }

  private async end(tx: Tx, session: Session, now: Date, because: string): Promise<void> {
    await tx.update(Session, session, { revokedAt: now, revokedBecause: because });
  }
}

@Module({ providers: [SessionStore], exports: [SessionStore] })
export class SessionStoreModule {}
