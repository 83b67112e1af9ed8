// Starts `p2pcheck lsp` and `p2pcheck dap`. Without `npm install` there are colours and the debugger.
const vscode = require('vscode');

let client;

function activate(context) {
  const command = vscode.workspace.getConfiguration('p2pcheck').get('path');
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory('p2pcheck', {
      createDebugAdapterDescriptor: () => new vscode.DebugAdapterExecutable(command, ['dap']),
    }));
  let languageClient;
  try {
    languageClient = require('vscode-languageclient/node');
  } catch {
    return;
  }
  client = new languageClient.LanguageClient(
    'p2pcheck', 'p2pcheck', { command, args: ['lsp'] }, { documentSelector: [{ language: 'murphi' }] });
  client.start();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
