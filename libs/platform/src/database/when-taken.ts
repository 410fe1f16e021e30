const UNIQUE_VIOLATION = '23505';

/** For `.catch()` of a write: what to throw where another transaction was faster with the same unique key; whatever else went wrong is thrown as it is. */
export const whenTaken = (refusal: () => Error) => (error: unknown): never => {
  throw (error as { code?: string }).code === UNIQUE_VIOLATION ? refusal() : error;
};
