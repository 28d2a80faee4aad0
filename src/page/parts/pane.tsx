import { render, type ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { RootElement } from '../../view/common/root-element';

interface Props {
  name: string;
  /** Of the view, and what is different where it is a part of a page. */
  sheets: readonly string[];
  /** Drawn once. */
  children: ComponentChildren;
}

/** A view in a tree of its own: its style sheet was made for a page that has nothing else. */
export function Pane({ name, sheets, children }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = host.current!.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = sheets.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    render(<RootElement.Provider value="section">{children}</RootElement.Provider>, root);
    return () => render(null, root);
  }, []);
  return <div class={`pane ${name}`} ref={host} />;
}
