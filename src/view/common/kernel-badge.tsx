export function KernelBadge({ kernel }: { kernel: string }) {
  return <span class="kernel" title="The kernel version that runs">{kernel}</span>;
}
