import { Matches } from 'class-validator';
import { ServiceEnvironment } from '@luyue/platform';

export class PropertyBrokerageEnvironment extends ServiceEnvironment {
  /** Where clients reach the gateway, e.g. `https://luyue.example`: what their private links begin with. */
  @Matches(/^https?:\/\/[^/?#\s]+$/) PUBLIC_URL: string;
}
