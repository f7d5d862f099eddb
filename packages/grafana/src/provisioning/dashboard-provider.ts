/** Dashboards in a folder of their own, read once: they change with the code and with nothing else. */
export function dashboardProviderFile(dashboardsDir: string): object {
  return {
    apiVersion: 1,
    providers: [
      {
        name: 'pgwatch',
        folder: 'pgwatch',
        folderUid: 'pgwatch',
        type: 'file',
        // What somebody changes is saved as a copy, and survives the next deploy.
        allowUiUpdates: false,
        disableDeletion: false,
        options: { path: dashboardsDir.replaceAll('$', '$$$$') },
      },
    ],
  };
}
