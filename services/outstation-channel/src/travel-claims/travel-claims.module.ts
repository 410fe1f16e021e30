import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings/postings.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { TripsModule } from '../trips/trips.module.ts';
import { ClaimChecks } from './claim-checks.ts';
import { ClaimPages } from './claim-pages.ts';
import { TravelClaimsHttp } from './travel-claims.http.ts';
import { TravelClaims } from './travel-claims.service.ts';

@Module({ imports: [StaffModule, PostingsModule, TripsModule], controllers: [TravelClaimsHttp], providers: [TravelClaims, ClaimPages, ClaimChecks], exports: [ClaimChecks] })
export class TravelClaimsModule {}
