import { Inject, Injectable } from '@nestjs/common';
import { type Context, type Grant, refuse, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { Audit } from '../audit/audit.service.ts';
import { Identities, type IdentityPlace } from '../identities/identities.service.ts';
import { Roles } from '../roles/roles.service.ts';
import type { UserAccount } from '../users/user-account.entity.ts';
import { Users } from '../users/users.service.ts';
import { Session } from './session.entity.ts';
import { SessionStore } from './session-store.ts';
import type { Me, Place, SessionView, SignedIn } from './sessions.http.ts';
import type { RefreshToken } from './sessions.rules.ts';
import { placeRefused, sessionEnded, SignIn } from './sign-in.ts';
import { TokenKeys } from './token-keys.ts';

/** The answer, and the cookie to set with it; null leaves the caller's cookie as it is. */
export interface Opened { session: SignedIn; token: RefreshToken | null }
type Language = Context['language'];

@Injectable()
export class Sessions {
  constructor(
    private readonly database: TenantDatabase, private readonly signIns: SignIn, private readonly store: SessionStore, private readonly identities: Identities, private readonly users: Users,
    private readonly roles: Roles, private readonly audit: Audit, @Inject(TokenKeys) private readonly keys: TokenKeys,
  ) {}

  jwks() {
    return this.keys.jwks();
  }

  /** Signs in at `tenantId`, or at the first place (companies before sandboxes, from the top of the tree). Throws as `SignIn.prove`; 403 for a place not theirs. */
  async signIn(body: { account: string; password: string; tenantId?: string }, device: string, language: Language): Promise<Opened> {
    const { identityId, places } = await this.signIns.prove(body.account, body.password);
    const place = body.tenantId ? places.find((p) => p.tenantId === body.tenantId) : places[0];
    if (!place) throw placeRefused();
    return this.open(identityId, place, places, device, language);
  }

  /** Renews a sign-in by its cookie, in another place when `tenantId` names one. 401 `session_ended` once it was revoked, ran out or an old secret came again. */
  async refresh(token: RefreshToken, tenantId: string | undefined, device: string, language: Language): Promise<Opened> {
    const home = systemContext(token.tenantId, false);
    const known = await this.database.read(home, (tx) => tx.find(Session, token.sessionId));
    if (!known) throw sessionEnded();
    const places = await this.identities.places(known.identityId);
    const wanted = tenantId ?? token.tenantId;
    const place = places.find((p) => p.tenantId === wanted);
    const { verdict, next } = await this.database.write(home, async (tx) => {
      const turned = await this.store.turn(tx, token);
      // Thrown in here, so that the secret is not turned over without the caller getting the new one.
      if (!place && turned.verdict !== 'ended' && turned.verdict !== 'stolen') throw placeRefused();
      // Moving to another place ends the session here, so that each tenant's list shows who is at work in it.
      if (place && wanted !== token.tenantId && turned.next) await this.store.revoke(tx, turned.session!, 'moved');
      return turned;
    });
    if (!place || verdict === 'ended' || verdict === 'stolen') throw sessionEnded();
    if (wanted !== token.tenantId) {
      if (!next) throw sessionEnded();
      return this.open(known.identityId, place, places, device, language);
    }
    return { session: await this.issue(token.sessionId, place, places, language), token: next };
  }

  /** Ends the sign-in of the cookie. Without one, or with one that has ended, nothing is left to do. */
  async signOut(token: RefreshToken | null): Promise<void> {
    if (!token) return;
    await this.database.write(systemContext(token.tenantId, false), async (tx) => {
      const { verdict, session } = await this.store.turn(tx, token);
      if (session && (verdict === 'renew' || verdict === 'keep')) await this.store.revoke(tx, session, 'signed_out');
    });
  }

  async me(ctx: Context): Promise<Me> {
    const places = await this.database.read(ctx, (tx) => this.account(tx, ctx)).then((user) => this.identities.places(user.identityId));
    const place = places.find((p) => p.tenantId === ctx.tenantId);
    if (!place) throw placeRefused();
    return meOf(place, places, ctx.grants, ctx.language);
  }

  /** The caller's own live sign-ins in this tenant. */
  list(ctx: Context, current: RefreshToken | null): Promise<{ items: SessionView[] }> {
    return this.database.read(ctx, async (tx) => {
      const user = await this.account(tx, ctx);
      const sessions = await this.store.live(tx, user.id);
      return { items: sessions.map((s) => ({ id: s.id, device: s.device, createdAt: s.createdAt, lastUsedAt: s.rotatedAt, expiresAt: s.expiresAt, current: s.id === current?.sessionId })) };
    });
  }

  /** Revokes one of the caller's own sign-ins; another's is not found. */
  revoke(ctx: Context, id: string): Promise<void> {
    return this.database.write(ctx, async (tx) => {
      const session = await tx.find(Session, id, { lock: true });
      if (!session || session.userId !== ctx.userId) throw refuse.notFound({ zh: '登录', en: 'session' });
      await this.store.revoke(tx, session, 'revoked');
      await this.audit.record(tx, { action: 'session.revoked', target: { type: 'session', id, name: session.device } });
    });
  }

  /** Changes the caller's own password and ends their sign-ins in all places. The old one is judged, and its failures counted, as at sign-in. */
  async changePassword(ctx: Context, body: { current: string; next: string }): Promise<void> {
    const user = await this.database.read(ctx, (tx) => this.account(tx, ctx));
    const { identityId, places } = await this.signIns.prove(user.account, body.current);
    this.identities.checkPassword(body.next, user.account, 'next');
    await this.identities.setPassword(identityId, await this.identities.hash(body.next));
    const contexts = places.map((p) => (p.tenantId === ctx.tenantId ? ctx : systemContext(p.tenantId, p.sandbox)));
    await this.database.writeMany(contexts, async (tx) => {
      await this.store.revokeAll(tx, places.find((p) => p.tenantId === tx.tenantId)!.userId, 'password_changed');
      if (tx.tenantId === ctx.tenantId) await this.audit.record(tx, { action: 'user.passwordChanged', target: { type: 'user', id: user.id, name: user.name } });
    });
  }

  private async open(identityId: string, place: IdentityPlace, places: IdentityPlace[], device: string, language: Language): Promise<Opened> {
    const token = await this.database.write(systemContext(place.tenantId, place.sandbox), (tx) => this.store.open(tx, place.userId, identityId, device));
    return { session: await this.issue(token.sessionId, place, places, language), token };
  }

  private async issue(sid: string, place: IdentityPlace, places: IdentityPlace[], language: Language): Promise<SignedIn> {
    const grants = await this.database.read(systemContext(place.tenantId, place.sandbox), async (tx) => {
      const user = await this.users.find(tx, place.userId);
      return this.roles.grants(tx, user?.roles ?? [], place.tenantStatus);
    });
    const { accessToken, expiresAt } = await this.keys.sign({
      sub: place.userId, tid: place.tenantId, name: place.name, unit: place.unitId, sid, sandbox: place.sandbox, modules: place.modules, grants,
    });
    return { accessToken, expiresAt, ...meOf(place, places, grants, language) };
  }

  private async account(tx: Tx, ctx: Context): Promise<UserAccount> {
    const user = ctx.userId ? await this.users.find(tx, ctx.userId) : null;
    // An API client has neither places nor sign-ins.
    if (!user) throw refuse.unauthenticated('no_person');
    return user;
  }
}

function meOf(place: IdentityPlace, places: IdentityPlace[], grants: Grant[], language: Language): Me {
  const view = (p: IdentityPlace): Place => ({
    tenantId: p.tenantId, tenantName: p.tenantName, tenantKind: p.tenantKind, tenantStatus: p.tenantStatus, parentName: p.parentName, sandbox: p.sandbox, unitId: p.unitId, unitName: p.unitName,
    roleNames: p.roles.map((r) => r[language]), modules: p.modules,
  });
  return {
    user: { id: place.userId, name: place.name, title: place.title, account: place.account }, place: view(place), permissions: [...new Set(grants.flatMap((g) => g.permissions))].sort(), places: places.map(view),
  };
}
