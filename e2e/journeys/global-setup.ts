import { startStackHost } from '../support/desk/stack';

/** One host for the stacks of all workers. */
export default startStackHost;
