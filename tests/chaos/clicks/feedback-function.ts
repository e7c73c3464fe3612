import { handler as product } from '../../../functions/feedback/handler.ts';

/**
 * The product's function as the chaos test runs it: each of its calls to a store says which process makes it, so that the
 * proxy before the store knows whom to kill.
 */
export const handler = product;

// The clients read it at their first call.
process.env.AWS_SDK_UA_APP_ID = `pid-${process.pid}`;
