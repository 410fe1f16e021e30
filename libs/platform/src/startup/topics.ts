import { allContracts } from '@luyue/contracts';

/** Every topic of the platform, from the contracts, and the one for dead letters. */
export const allTopics = (): string[] => [...new Set([...allContracts().map((c) => c.topic), 'platform.dead-letter'])];
