/** Where an app keeps extension properties that belong to no issue, project or user; one for each app. */
import { BaseEntity } from './base-entity.ts';
import { classFor, defineEntity } from './entity-class.ts';

export class AppGlobalStorage extends BaseEntity {}

defineEntity(AppGlobalStorage, { name: 'AppGlobalStorage' });
classFor('AppGlobalStorage', () => AppGlobalStorage);
