// Functions of the model kernel that processes come to without calling them, by the names that Linux gives them.

/** After each system call, and at the end of a process. */
export const AFTER_CALL = 'exit_to_user_mode';
export const AT_END = 'pause';

/** When a task starts another: what the one does, and where the other begins. */
export const CLONE = 'kernel_clone';
export const BEGIN = 'ret_from_fork';
