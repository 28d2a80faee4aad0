/** Linux's names of what a system call comes to in C, and the tracepoint of its beginning. */
const SYSTEM_CALL = /^(?:__(?:x64|arm64|riscv|s390x?|powerpc|se|do)_sys_|ksys_|sys_enter_|sys_)(\w+)$/;

/** The name that a program calls it by, if this is a system call: `ftruncate` of `__x64_sys_ftruncate`. */
export function systemCall(name: string): string | undefined {
  return SYSTEM_CALL.exec(name)?.[1]?.replace(/64$/, '');
}
