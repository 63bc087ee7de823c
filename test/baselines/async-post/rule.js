/** One asynchronous call per change; what fails is forgotten. */
const entities = require('@jetbrains/youtrack-scripting-api/entities');
const { callFor, connect } = require('./upsert');

exports.rule = entities.Issue.onChange({
  title: 'Send each change soon',
  runOn: { change: true, removal: true },
  guard: () => true,
  action: (ctx) => {
    const call = callFor(ctx);
    if (call === undefined) return;
    if (call.method === 'DELETE') connect(ctx).deleteAsync(call.uri, null, 'answered');
    else connect(ctx).putAsync(call.uri, null, call.body, 'answered');
  },
  asyncFunctions: {
    answered: (ctx) => {
      if (ctx.response.code < 200 || ctx.response.code > 299) console.error('The change is lost');
    },
  },
});
