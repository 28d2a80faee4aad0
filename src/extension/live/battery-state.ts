/** Whether this machine has a battery and no mains. False where it cannot be told. Loaded when it is asked for the first time. */
export async function batteryNow(): Promise<boolean> {
  try {
    const { battery } = await import('systeminformation');
    const { hasBattery, acConnected } = await battery();
    return hasBattery && !acConnected;
  } catch {
    return false;
  }
}
