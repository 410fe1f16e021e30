import { mkdirSync } from 'node:fs';
import { judgeToursOf, ON_CHANNEL } from './tours.ts';
import { openWorld, PICTURES } from './world.ts';

const world = openWorld();
beforeAll(() => mkdirSync(PICTURES, { recursive: true }));
judgeToursOf(world, ON_CHANNEL);
