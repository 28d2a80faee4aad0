import { h, render } from 'preact';
import { App } from './app';
import type { Host } from './host';

declare function acquireVsCodeApi(): Host;

const root = document.getElementById('root');
if (root) render(h(App, { host: acquireVsCodeApi() }), root);
