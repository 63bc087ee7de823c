/** What both baselines send of an issue: the same body as the app, built without any state. */
const http = require('@jetbrains/youtrack-scripting-api/http');

const names = (value) => {
  if (value === null || value === undefined) return [];
  if (typeof value.forEach !== 'function') return [value.name];
  const found = [];
  value.forEach((element) => {
    found.push(element.name);
  });
  return found;
};

const plain = (field, value) => {
  if (value === null || value === undefined) return null;
  if (field === 'Assignee') return value.email || null;
  if (field === 'Platforms') return names(value).length === 0 ? null : names(value);
  return typeof value === 'object' ? value.name : value;
};

const sharedTags = (issue) => {
  const found = [];
  issue.tags.forEach((tag) => {
    if (tag.permittedReadUserGroups.isNotEmpty()) found.push(tag.name);
  });
  return found;
};

const fits = (issue, filter) => {
  const isRestricted = issue.permittedGroups.isNotEmpty() || issue.permittedUsers.isNotEmpty();
  const tags = sharedTags(issue);
  return (
    (!isRestricted || filter.includeRestricted) &&
    !(filter.unresolvedOnly && issue.isResolved) &&
    (filter.includeTag === null || tags.includes(filter.includeTag)) &&
    (filter.excludeTag === null || !tags.includes(filter.excludeTag)) &&
    filter.fields.every(({ field, values }) =>
      names(issue.fields[field]).some((name) => values.includes(name)),
    )
  );
};

/** Undefined where the issue's project has no board. */
exports.callFor = (ctx) => {
  const issue = ctx.issue;
  if (!issue.isReported || !ctx.settings.configuration) return undefined;
  const { board, builtIn, matches, filter } = JSON.parse(ctx.settings.configuration);
  const address = `/boards/${board.id}/issues/${issue.id}`;
  if (issue.becomesRemoved || !fits(issue, filter))
    return { method: 'DELETE', uri: `${address}?revision=${Date.now()}` };
  const value = (field) => (field === null ? null : plain(field, issue.fields[field]));
  const fields = {};
  matches.forEach(({ field, key }) => {
    fields[key] = value(field);
  });
  const body = {
    source: 'baseline',
    base_url: issue.url.slice(0, issue.url.lastIndexOf('/issue/')),
    external_id: issue.id,
    key: issue.id,
    url: issue.url,
    revision: Date.now(),
    name: issue.summary,
    description: issue.description ? issue.renderMarkup(issue.description) : '',
    status: value(builtIn.status),
    type: value(builtIn.type),
    assignee: value(builtIn.assignee),
    reporter: issue.reporter ? issue.reporter.email : null,
    labels: sharedTags(issue),
    fields,
    resolved: issue.isResolved,
  };
  return { method: 'PUT', uri: address, body: JSON.stringify(body) };
};

exports.connect = (ctx) => {
  const connection = new http.Connection('https://ducalis.io/api', null, 10000);
  connection.bearerAuth(ctx.settings.ducalisToken);
  connection.addHeader('Content-Type', 'application/json');
  return connection;
};
