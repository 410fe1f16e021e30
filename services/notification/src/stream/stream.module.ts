import { Module } from '@nestjs/common';
import { Hints } from './hints.ts';
import { StreamHub } from './stream-hub.ts';
import { StreamConsumer } from './stream.consumer.ts';
import { StreamHttp } from './stream.http.ts';

@Module({ controllers: [StreamHttp, StreamConsumer], providers: [Hints, StreamHub], exports: [Hints] })
export class StreamModule {}
