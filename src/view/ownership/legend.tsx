import type { ComponentChildren } from 'preact';
import type { Cell } from '../messages/ownership';
import { Icon } from './icon';
import { Swatch } from './swatch';

/** What the signs mean. */
export function Legend({ id }: { id: string }) {
  const file = { name: 'victim', letter: 'V', colour: 1 };
  const sign = (state: Cell['state']) => <Swatch file={state === 'free' ? undefined : file} state={state} />;
  return (
    <dl id={id} class="legend" aria-label="Legend">
      <Row sign={sign('owned')}>belongs to the file with this letter and colour</Row>
      <Row sign={sign('freed')}>freed, but the log has not committed that yet; or a page in memory without a file</Row>
      <Row sign={sign('free')}>free</Row>
      <Row sign={<span class="dots">○●</span>}>references: one of an idle page, then one for each pin, each mapping and whoever else holds it</Row>
      <Row sign={<Icon name="pin" />}>pinned by this thread, so that a device may use the page</Row>
      <Row sign={<Icon name="map" />}>mapped by this process: rw it may write, ro it may only read</Row>
      <Row sign={<Icon name="in" />}>a device writes into it, in the colour of the file for which it does</Row>
      <Row sign={<Icon name="out" />}>a device reads from it</Row>
      <Row sign={<Icon name="alert" />}>in danger: a device uses it for a file that does not own it</Row>
      <Row sign={<Icon name="lock" />}>locked</Row>
      <Row sign={<span class="mark" />}>this event has changed something here</Row>
      <Row sign={<span class="mark ahead" />}>the selected thread is about to change something here</Row>
    </dl>
  );
}

function Row({ sign, children }: { sign: ComponentChildren; children: ComponentChildren }) {
  return <div><dt aria-hidden="true">{sign}</dt><dd>{children}</dd></div>;
}
