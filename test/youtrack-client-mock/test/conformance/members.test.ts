/** What entities have by their documentation: there, or refused by name. */
import { expect } from 'vitest';
import { acted, thrownIn, told, valueIn } from './probe.ts';
import { statement } from './statement.ts';

/** Members of the classes around issues, as JetBrains' types of 2026.2 list them. */
const MEMBERS: Readonly<Record<string, string>> = {
  Agile:
    'author currentSprint name sprints addIssue containsIssue findSprintByName getAddedSprints getIssueSprints getRemovedSprints getSprints isAdded isRemoved removeIssue',
  Build:
    'assembleDate backgroundColor colorIndex description foregroundColor isArchived name ordinal presentation',
  BundleProjectCustomField:
    'createValue defaultValues findValueByName findValueByOrdinal getPossibleValuesForIssue isValuePermittedInIssue values valuesCondition',
  Issue:
    'addAttachment addComment addTag addWorkItem afterMinutes applyCommand attachments becomesReported becomesResolved becomesUnresolved boards ccUsers channel clearAttachments comments copy created customerGroups description draftId duplicateRoot editedComments editedWorkItems fields ganttCharts hasTag id isReported isResolved isStarred isUsingMarkdown isVisibleTo links mentionedInIssueComments mentionedInIssues numberInProject pauseSLA permittedGroup permittedGroups permittedUsers pinnedComments pluggedAttributes project pullRequests removeTag renderMarkup reporter resolved resumeSLA setDefaultFieldValues summary tag tags unauthenticatedReporter untag updated updatedBy url vcsChanges voters votes watchers workItems',
  IssueAttachment:
    'author base64Content charset content created delete extension fileUrl isRemoved issue metaData mimeType name permittedGroup permittedGroups permittedUsers size updated',
  IssueComment:
    'addAttachment attachments author created delete deleted isPinned isUsingMarkdown isVisibleTo issue permittedGroup permittedGroups permittedUsers text updated updatedBy url',
  IssueLinkPrototype: 'inward name outward',
  IssueWorkItem:
    'attributes author created creator date delete description duration isUsingMarkdown issue type updated',
  OwnedField: 'owner',
  Project:
    'changesProcessors defaultVisibilityGroup description fields findFieldByName findWorkItemAttributeByName iconUrl intervalToWorkingMinutes isAgent isArchived isTimeTrackingEnabled issues key leader name newDraft notificationEmail projectType sharedChangesProcessors shortName team workItemAttributes',
  ProjectCustomField:
    'becomesInvisibleInIssue becomesVisibleInIssue getBackgroundColor getForegroundColor getValuePresentation isVisibleInIssue localizedName name nullValueText typeName',
  ProjectTeam: 'isAllUsersGroup name project users',
  ProjectVersion: 'isReleased releaseDate startDate',
  SavedQuery:
    'name owner permittedReadUserGroups permittedReadUsers permittedUpdateUserGroups permittedUpdateUsers query shareGroup updateShareGroup',
  Sprint: 'addIssue agile containsIssue finish isArchived isSwimlane name removeIssue start',
  State: 'isResolved',
  Tag: 'canBeUsedForArticle canBeUsedForIssue name owner permittedReadUserGroups permittedReadUsers permittedTagUserGroups permittedTagUsers permittedUpdateUserGroups permittedUpdateUsers shareGroup updateShareGroup',
  User: 'attributes avatarUrl canLinkIssue canUnvoteIssue canVoteIssue email firstDayOfWeeks fullName getSharedTag getTag groups hasPermission hasRole isBanned isEmailVerified isInGroup isOnline isSystem isVotedForIssue isWatchingIssue language login notify notifyOnCase pinnedSavedQueries registered ringId sendMail teams timeZoneId type unvoteIssue unwatchArticle unwatchIssue visibleName voteIssue watchArticle watchIssue',
  UserGroup:
    'customerGroupProjects description isAllUsersGroup isAutoJoin isCustomerGroup name notifyAllUsers users',
  UserProjectCustomField:
    'defaultUsers findValueByLogin getPossibleValuesForIssue isValuePermittedInIssue values valuesCondition',
  WorkItemType: 'name',
};
const EVERYWHERE =
  'becomes becomesRemoved canBeReadBy canBeWrittenBy extensionProperties is isChanged isNew oldValue required was';

statement('§2', 'D', 'Entities have all the members that are documented around issues', {
  'each is there, if only to be refused': () => {
    const all = Object.entries(MEMBERS).map(([name, members]) => [
      name,
      `${members} ${EVERYWHERE}`.split(' '),
    ]);
    const source = `${JSON.stringify(all)}.flatMap(([name, members]) =>
      members.filter((member) => !(member in entities[name].prototype)).map((member) => name + '.' + member))`;
    expect(valueIn(source)).toEqual([]);
  },
  'what is refused says its name': () => {
    for (const [source, name] of [
      ['ctx.issue.pluggedAttributes', 'Issue.pluggedAttributes'],
      ["ctx.issue.isChanged('pluggedAttributes')", 'Issue.pluggedAttributes'],
      ['ctx.issue.pluggedAttributes = {}', 'Issue.pluggedAttributes'],
      ['ctx.issue.ccUsers = []', 'Issue.ccUsers'],
      ['ctx.issue.pauseSLA()', 'Issue.pauseSLA'],
      ['ctx.project.notificationEmail', 'Project.notificationEmail'],
      ['ctx.currentUser.language', 'User.language'],
      ['entities.ProjectType.findByExtensionProperties({})', 'ProjectType.findByExtensionProperties'],
      ['entities.UserType.AGENT.typeName', 'UserType.typeName'],
    ]) {
      expect(thrownIn(source ?? '')).toBe(`Error: ${name} is not emulated`);
    }
  },
});

statement('§2', 'D', 'What only a helpdesk or an integration fills is empty', {
  'on an issue': () => {
    const source = `[ctx.issue.channel, ctx.issue.unauthenticatedReporter, ...['ccUsers', 'customerGroups', 'ganttCharts',
      'pullRequests', 'vcsChanges'].map((name) => ctx.issue[name].size)]`;
    expect(valueIn(source)).toEqual([null, false, 0, 0, 0, 0, 0]);
  },
  'on a project': () => {
    const source = `[ctx.project.projectType === entities.ProjectType.DEFAULT, entities.ProjectType.HELPDESK.typeName,
      ctx.project.isAgent(ctx.currentUser), ctx.project.defaultVisibilityGroup, ctx.project.changesProcessors.size]`;
    expect(valueIn(source)).toEqual([true, 'helpdesk', false, null, 0]);
  },
  'on a user': () => {
    const source = `[ctx.currentUser.type === entities.UserType.STANDARD_USER, entities.UserType.AGENT === entities.UserType.REPORTER,
      Object.keys(ctx.currentUser.attributes), ctx.currentUser.pinnedSavedQueries.size]`;
    expect(valueIn(source)).toEqual([true, false, [], 0]);
  },
});

statement('§2', 'D', 'The root of duplicates and mentions of an issue are found', {
  'the root is the issue that all others duplicate in the end': () => {
    const source = `(() => { const made = ['B', 'C'].map((s) => new entities.Issue(ctx.currentUser, ctx.project, s));
      const [b, c] = made; const before = ctx.issue.duplicateRoot; ctx.issue.links['duplicates'].add(b); b.links['duplicates'].add(c);
      return [before, ctx.issue.duplicateRoot === c, b.duplicateRoot === c, c.duplicateRoot]; })()`;
    expect(valueIn(source)).toEqual([null, true, true, null]);
  },
  'issues that duplicate each other in a circle have none': () => {
    const source = `(() => { const b = new entities.Issue(ctx.currentUser, ctx.project, 'B');
      ctx.issue.links['duplicates'].add(b); b.links['duplicates'].add(ctx.issue); return ctx.issue.duplicateRoot; })()`;
    expect(valueIn(source)).toBeNull();
  },
  'by its id as a word of its own': () => {
    const source = `(() => { const [b, c] = ['B', 'C'].map((s) => new entities.Issue(ctx.currentUser, ctx.project, s));
      b.description = 'See ' + ctx.issue.id + '.'; c.description = 'See ' + ctx.issue.id + '0'; c.addComment('as in ' + ctx.issue.id);
      return [ctx.issue.mentionedInIssues.map((i) => i.summary), ctx.issue.mentionedInIssueComments.map((i) => i.issue.summary)]; })()`;
    expect(valueIn(source)).toEqual([['B'], ['C']]);
  },
});

statement('§2', 'D', 'Tags, users and fields tell what they are', {
  'a tag that is shared with a user is not one of their own': () => {
    const source = `(() => { const own = ctx.currentUser.getTag('mine', true);
      return [ctx.currentUser.getSharedTag('mine'), own.permittedUpdateUsers.size, own.updateShareGroup, own.permittedTagUsers.size]; })()`;
    expect(valueIn(source)).toEqual([null, 0, null, 0]);
  },
  'an e-mail address can be changed': () => {
    const source = "(() => { ctx.currentUser.email = 'new@example.com'; return ctx.currentUser.email; })()";
    expect(valueIn(source)).toBe('new@example.com');
  },
  'a message can be given by name': () => {
    const world = acted("ctx.currentUser.notify({ subject: 'Hello', body: 'World' });");
    expect(told(world)).toEqual(['To developer: Hello']);
  },
  'a value is presented as a text, and an empty one by the words of its field': () => {
    const source = `(() => { const field = ctx.project.findFieldByName('State'); const shown = field.getValuePresentation(ctx.issue);
      ctx.issue.fields.State = null; return [shown, field.getValuePresentation(ctx.issue), field.getForegroundColor(ctx.issue)]; })()`;
    expect(valueIn(source)).toEqual(['Open', '', null]);
  },
});
