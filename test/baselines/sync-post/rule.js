/** One synchronous call per change, inside the user's edit; what fails is forgotten. */
const entities = require('@jetbrains/youtrack-scripting-api/entities');
const { callFor, connect } = require('./upsert');

exports.rule = entities.Issue.onChange({
  title: 'Send each change at once',
  runOn: { change: true, removal: true },
  guard: () => true,
  action: (ctx) => {
    const call = callFor(ctx);
    if (call === undefined) return;
    try {
      if (call.method === 'DELETE') connect(ctx).deleteSync(call.uri);
      else connect(ctx).putSync(call.uri, null, call.body);
    } catch (error) {
      console.error(`The change is lost: ${error}`);
    }
  },
});
