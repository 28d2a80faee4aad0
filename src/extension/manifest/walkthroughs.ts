// The walkthrough: *Get Started* in VS Code. Each step has one button, which does it.

/** Drawn for each kind of theme by `npm run images`. */
function picture(name: string): Readonly<Record<'light' | 'dark' | 'hc' | 'hcLight', string>> {
  const file = (theme: string): string => `media/walkthrough/${name}-${theme}.svg`;
  return { light: file('light'), dark: file('dark'), hc: file('hc'), hcLight: file('hc-light') };
}

export const walkthroughs = [
  {
    id: 'start',
    title: 'Debug a race between DMA and truncate',
    description: "The page a device writes into is the file-system block. Watch a block change hands under a running transfer, and the kernel's cure.",
    featuredFor: ['**/*.daxscn'],
    steps: [
      {
        id: 'race',
        title: 'Your first race',
        description: 'A scenario says who does what. This one stops before its first event: **Step Into** (F11) lets the selected thread go on, into the model kernel; **Step Back** undoes exactly one event. **Block Ownership** tells the story of where you stand, and whose every block is.\n[Debug the First Race](command:daxscn.debugFirstRace)',
        media: { markdown: 'media/walkthrough/race.md' },
        completionEvents: ['onCommand:daxscn.debugFirstRace'],
      },
      {
        id: 'violation',
        title: 'See it go wrong',
        description: 'The truncate frees a block that is pinned, another file gets it, and the device writes on. The first sentence says what should have waited for what.\n[Go to the Violation](command:daxscn.violation)',
        media: { image: picture('race'), altText: 'reader pins block 0 of victim and waits for nvme0; truncator frees the block; writer takes it for other; nvme0 writes into it for victim.' },
        completionEvents: ['onCommand:daxscn.violation'],
      },
      {
        id: 'fix',
        title: 'Your first fix',
        description: 'Linux v4.18 looks for pinned pages first, and sleeps until there are none. Both executions stand side by side, aligned to where they part; a click debugs either.\n[Compare Broken and Fixed](command:daxscn.compareBrokenAndFixed)',
        media: { image: picture('fix'), altText: 'On v4.18 truncator sleeps until page 0 is idle, and frees the block only after reader has unpinned the page.' },
        completionEvents: ['onCommand:daxscn.compareBrokenAndFixed', 'onCommand:daxscn.compareWithKernel', 'onCommand:daxscn.compareWithPassing'],
      },
      {
        id: 'own',
        title: 'Your first own scenario',
        description: 'A template with places to be filled in: Tab goes from one to the next. It is a whole scenario already.\n[New Scenario](command:daxscn.newScenario?%22first-race%22)',
        media: { markdown: 'media/walkthrough/own.md' },
        completionEvents: ['onCommand:daxscn.newScenario'],
      },
      {
        id: 'check',
        title: 'Try every interleaving',
        description: 'One command explores all orders of events and returns the shortest one that goes wrong, ready to be stepped.\n[Check All Interleavings](command:daxscn.check)',
        media: { markdown: 'media/walkthrough/check.md' },
        completionEvents: ['onCommand:daxscn.check', 'onCommand:daxscn.checkAllKernels'],
      },
      {
        id: 'gallery',
        title: 'The bugs that Linux had',
        description: 'The gallery has more than thirty of them, by year, kernel version, file system or symptom: each with its story, to be debugged, and beside the version that fixed it.\n[Open the Gallery](command:workbench.view.extension.daxscnGallery)',
        media: { markdown: 'media/walkthrough/gallery.md' },
        completionEvents: ['onView:daxscn.gallery'],
      },
    ],
  },
];
