import 'reflect-metadata';
import { main } from '@luyue/platform';
import { createApp, Environment } from './app.module.ts';

await main({ Environment, createApp });
