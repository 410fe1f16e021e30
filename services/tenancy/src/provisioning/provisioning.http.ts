import { Body, Controller, Inject, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsISO8601, IsOptional, IsString, IsTimeZone, IsUUID, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { CONFIG, Nested, OrNull } from '@luyue/platform';
import { type Module, MODULES } from '@luyue/regulations';
import type { TenancyEnvironment } from '../config.ts';
import { operatorContext } from './operator.ts';
import { Provisioning } from './provisioning.service.ts';

export class Administrator {
  @IsOptional() @IsUUID() id?: string;
  @IsString() @Length(1, 60) name: string;
  @IsString() @MaxLength(200) account: string;
  @IsString() password: string;
  @IsOptional() @IsString() @MaxLength(60) title?: string;
}

export class ProvisionTenant {
  @IsOptional() @IsUUID() id?: string;
  @IsOptional() @IsUUID() sandboxId?: string;
  @IsOptional() @IsUUID() rootUnitId?: string;
  @IsString() @Length(2, 100) name: string;
  @Matches(/^[A-Z0-9][A-Z0-9-]{1,19}$/) code: string;
  @IsIn(['headquarters', 'subsidiary', 'company']) kind: 'headquarters' | 'subsidiary' | 'company';
  @IsOptional() @IsUUID() parentId?: string;
  @IsArray() @ArrayMaxSize(MODULES.length) @ArrayUnique() @IsIn(MODULES, { each: true }) modules: Module[];
  @IsOptional() @IsTimeZone() zone?: string;
  /** When the time of the sandbox begins, now when left out: to play through a day that is over. Later its clock only goes forward. */
  @IsOptional() @IsISO8601({ strict: true }) sandboxStartsAt?: string;
  @ValidateNested() @Type(() => Administrator) admin: Administrator;
}

export class ProvisionedSandbox {
  @IsUUID() id: string;
  @IsString() name: string;
}

export class ProvisionedAdmin {
  @IsUUID() id: string;
  @IsString() account: string;
}

export class ProvisionedTenant {
  @IsUUID() id: string;
  @IsString() name: string;
  @IsString() code: string;
  @IsIn(['headquarters', 'subsidiary', 'company']) kind: 'headquarters' | 'subsidiary' | 'company';
  @OrNull() @IsUUID() parentId: string | null;
  @IsArray() @IsString({ each: true }) modules: string[];
  @IsString() status: string;
  @IsUUID() rootUnitId: string;
  @Nested(() => ProvisionedSandbox) sandbox: ProvisionedSandbox;
  @Nested(() => ProvisionedAdmin) admin: ProvisionedAdmin;
}

@Controller('v1/tenancy/tenants')
export class ProvisioningHttp {
  constructor(private readonly provisioning: Provisioning, @Inject(CONFIG) private readonly config: TenancyEnvironment) {}

  /** A signed-in administrator of headquarters, or the operator with the header `X-Operator-Key`. */
  @Post() @ApiCreatedResponse({ type: ProvisionedTenant }) provision(@Req() request: FastifyRequest, @Body() body: ProvisionTenant) {
    const ctx = request.luyue ?? operatorContext(this.config, request.headers['x-operator-key'] as string | undefined, body.parentId ?? body.id ?? '');
    return this.provisioning.provision(ctx, body);
  }
}
