import { mkdirSync } from 'node:fs';
import { BEYOND_THE_DESK, judgeToursOf } from './tours.ts';
import { openWorld, PICTURES } from './world.ts';

const world = openWorld();
beforeAll(() => mkdirSync(PICTURES, { recursive: true }));
judgeToursOf(world, BEYOND_THE_DESK);
