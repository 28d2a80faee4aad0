// What is different in a view that is a part of a page: what the page says already is not said again.

const common = `
  :host { display: block; container-type: inline-size; }
  h1, .kernel { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .headline { display: none; }
`;

export const ownershipDifferences = `${common}
  header { position: static; grid-template-columns: minmax(0, 1fr) auto; }
  .time .tool { display: none; }
`;

export const timelineDifferences = `${common}
  .head .stop { margin-right: auto; }
`;
