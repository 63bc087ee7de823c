/**
 * The module `entities` of the scripting API. Everything in this folder runs inside the app's realm, so that what
 * scripts get is of their own world; it imports nothing but itself.
 */
import type { EntityId } from '../../../model/types.ts';
import type { EntitiesInRealm, EntityNative } from '../native.ts';
import { Agile, Sprint } from './agile.ts';
import { AppGlobalStorage } from './app-global-storage.ts';
import { Article, BaseArticle } from './article.ts';
import {
  ArticleAttachment,
  ArticleComment,
  BaseArticleAttachment,
  BaseArticleComment,
} from './article-parts.ts';
import './article-properties.ts';
import { BaseEntity } from './base-entity.ts';
import { Build, EnumField, Field, OwnedField, ProjectVersion, State } from './bundle-elements.ts';
import { reportedMembers } from './calls.ts';
import { ProjectType, PullRequestState, UserType } from './constants.ts';
import { connect } from './engine.ts';
import { entityOf } from './entity-class.ts';
import { EntitySet, remembered } from './entity-set.ts';
import { ProjectTeam, UserGroup } from './groups.ts';
import { idOf } from './identity.ts';
import { Issue } from './issue.ts';
import { BaseComment, IssueAttachment, IssueComment, PersistentFile } from './issue-parts.ts';
import './issue-properties.ts';
import { IssueLinkPrototype } from './links.ts';
import { leftOutClasses } from './not-emulated.ts';
import { Project } from './project.ts';
import {
  BundleProjectCustomField,
  GroupProjectCustomField,
  PeriodProjectCustomField,
  ProjectCustomField,
  SimpleProjectCustomField,
  TextProjectCustomField,
  UserProjectCustomField,
} from './project-custom-field.ts';
import { SavedQuery } from './saved-queries.ts';
import { Tag, WatchFolder } from './tags.ts';
import { User } from './users.ts';
import { BaseWorkItem, IssueWorkItem, WorkItemType } from './work-items.ts';

/** Called once in a realm. */
export function createEntities(native: EntityNative): EntitiesInRealm {
  connect(native);
  const classes = {
    Agile,
    AppGlobalStorage,
    Article,
    ArticleAttachment,
    ArticleComment,
    BaseArticle,
    BaseArticleAttachment,
    BaseArticleComment,
    BaseComment,
    BaseEntity,
    BaseWorkItem,
    Build,
    BundleProjectCustomField,
    EnumField,
    Field,
    GroupProjectCustomField,
    Issue,
    IssueAttachment,
    IssueComment,
    IssueLinkPrototype,
    IssueTag: Tag,
    IssueWorkItem,
    OwnedField,
    PeriodProjectCustomField,
    PersistentFile,
    Project,
    ProjectCustomField,
    ProjectTeam,
    ProjectType,
    ProjectVersion,
    PullRequestState,
    SavedQuery,
    SimpleProjectCustomField,
    Sprint,
    State,
    Tag,
    TextProjectCustomField,
    User,
    UserGroup,
    UserProjectCustomField,
    UserType,
    WatchFolder,
    WorkItemType,
  };
  return {
    exports: { ...leftOutClasses(), ...classes },
    members: () => reportedMembers(Object.values(classes).map(({ prototype }) => prototype)),
    wrap: entityOf,
    unwrap: idOf,
    setOf: (ids: Iterable<EntityId>) => new EntitySet({ ids: remembered(ids) }),
  };
}
