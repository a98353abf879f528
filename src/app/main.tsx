// Tokens and base come first, so that every component's own rules win over them.
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { engineMaker } from './engine.ts';
import { ModelProvider, createAppModel } from './model.ts';
import { App } from './shell/app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

const model = createAppModel(await engineMaker());
createRoot(root).render(
  <StrictMode>
    <ModelProvider value={model}>
      <App />
    </ModelProvider>
  </StrictMode>,
);
void model.engine.look();
