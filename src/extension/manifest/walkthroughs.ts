// The walkthrough: *Get Started* in VS Code.

export const walkthroughs = [
  {
    id: 'start',
    title: 'Debug a race between DMA and truncate',
    description: "The page a device writes into is the file-system block. Watch a block change hands under a running transfer, and the kernel's cure.",
    featuredFor: ['**/*.daxscn'],
    steps: [
      {
        id: 'example',
        title: 'Open a scenario',
        description: 'A scenario says who does what: processes, mappings, direct I/O, layout changes.\n[Open an Example](command:daxscn.openExample)',
        media: { markdown: 'media/walkthrough/scenario.md' },
        completionEvents: ['onCommand:daxscn.openExample', 'onLanguage:daxscn'],
      },
      {
        id: 'debug',
        title: 'Step through it',
        description: 'Press F5. *Step Into* enters the model kernel, *Step Back* undoes exactly one event, *Step Into Target* picks who runs next.\n[Debug the Scenario](command:daxscn.debug)',
        media: { markdown: 'media/walkthrough/debug.md' },
        completionEvents: ['onCommand:daxscn.debug', 'onContext:debugType == daxscn'],
      },
      {
        id: 'ownership',
        title: 'See which file owns which block',
        description: "The **Block Ownership** view follows every stop. A beam that does not have the colour of its block is a device writing into somebody else's file.\n[Show Block Ownership](command:daxscn.openOwnership)",
        media: {
          image: 'media/walkthrough/ownership.svg',
          altText: 'Two blocks of a file; the second has been given to another file while a device still writes into it.',
        },
        completionEvents: ['onView:daxscn.ownership', 'onCommand:daxscn.openOwnership'],
      },
      {
        id: 'check',
        title: 'Try every interleaving',
        description: 'One command explores all of them and returns the shortest one that goes wrong, ready to be stepped.\n[Check All Interleavings](command:daxscn.check)',
        media: { markdown: 'media/walkthrough/check.md' },
        completionEvents: ['onCommand:daxscn.check'],
      },
      {
        id: 'compare',
        title: 'See what should have happened',
        description: 'The nearest run that goes right, the kernel that has the cure, your patch: side by side with what went wrong, aligned to where they part, and each steppable.\n[Compare with the Nearest Passing Run](command:daxscn.compareWithPassing)',
        media: { markdown: 'media/walkthrough/compare.md' },
        completionEvents: ['onCommand:daxscn.compare', 'onCommand:daxscn.compareWithPassing', 'onCommand:daxscn.compareWithKernel'],
      },
    ],
  },
];
