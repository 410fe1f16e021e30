import { Module } from '@nestjs/common';
import { StationsModule } from '../stations/stations.module.ts';
import { OrderFiguresHttp } from './order-figures.http.ts';
import { OrderFigures } from './order-figures.service.ts';

@Module({ imports: [StationsModule], controllers: [OrderFiguresHttp], providers: [OrderFigures] })
export class OrderFiguresModule {}
