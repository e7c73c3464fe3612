/**
 * Loaded into every child before its own code: when the parent is gone, however it went, so is the child.
 * The channel closes even when the parent is killed, which is the one end that no signal announces.
 */
process.on('disconnect', () => process.exit(0));
