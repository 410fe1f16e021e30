import pg from 'pg';

/**
 * A connection whose loss ends no process. pg emits `error` where a connection breaks while nothing is asked on it, and an event without a listener
 * is an uncaught exception: a pool listens while the connection lies idle, whoever takes it out may not have begun to, and a server that is ended can
 * say so in the same packet as "ready". The next statement rejects, and the pool throws the connection away.
 */
export class GuardedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
