// Tasks, and what VS Code reads of the output of `daxscn check` where a task of another type runs it.

export const taskDefinitions = [{
  type: 'daxscn',
  properties: {
    path: { type: 'string', default: '${file}', description: 'A scenario (.daxscn), or a folder with all below. A path begins at the folder of the workspace, which is what is checked without it.' },
    kernel: { type: 'string', examples: ['all', 'v6.18'], description: 'The kernel version, or all. Without it those of which the scenarios speak.' },
  },
}];

export const problemMatchers = [
  {
    name: 'daxscn', label: 'DAX scenarios: errors', owner: 'daxscn', source: 'daxscn', applyTo: 'closedDocuments', fileLocation: ['autoDetect', '${workspaceFolder}'],
    pattern: { regexp: '^(.+?):(\\d+):(\\d+): (error|warning): (.*)$', file: 1, line: 2, column: 3, severity: 4, message: 5 },
  },
  {
    name: 'daxscn-expect', label: 'DAX scenarios: verdicts that are not as expected', owner: 'daxscn-expect', source: 'daxscn', severity: 'error', fileLocation: ['autoDetect', '${workspaceFolder}'],
    pattern: { regexp: '^FAIL {2}(.+):(\\d+) {2}(v\\d.*)$', file: 1, line: 2, message: 3 },
  },
];
