// Runs before `npm start` and `npm test`, in whatever Node npm found; so it is CommonJS and uses nothing new.
var parts = process.versions.node.split('.').map(Number);
var newEnough = parts[0] > 22 || (parts[0] === 22 && parts[1] >= 18);
if (!newEnough) {
  process.stderr.write(
    'This project runs on Node 22.18 or newer and found ' +
      process.versions.node +
      '.\n' +
      (process.platform === 'darwin'
        ? 'On macOS it uses your own Node: install Node 24 (https://nodejs.org) and try again.\n'
        : 'It brings its own Node 24, which npm did not install: run `npm ci` without --omit=optional and try again.\n'),
  );
  process.exit(1);
}
