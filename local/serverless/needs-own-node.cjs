// A plugin that is loaded before any in TypeScript, in whatever Node a shell found; so it is CommonJS and uses nothing new.
var parts = process.versions.node.split('.').map(Number);
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 18)) {
  process.stderr.write(
    `This is Node ${process.versions.node}: run npx sls, which finds the Node 24 of this project.\n`,
  );
  process.exit(1);
}

module.exports = function NeedsOwnNode() {
  this.hooks = {};
};
