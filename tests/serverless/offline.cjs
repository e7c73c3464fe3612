// Preloaded into a process that must not need the network: whatever connects or looks up a name fails the process.
const { Socket } = require('node:net');

Socket.prototype.connect = (...target) => {
  process.stderr.write(`This needs the network: ${JSON.stringify(target)}\n`);
  process.exit(70);
};
