export interface Section {
  /** Last part of its address; empty for the first. */
  id: string;
  label: string;
  forAdmins: boolean;
}

export const sections: readonly Section[] = [
  { id: '', label: 'History and room', forAdmins: false },
  { id: 'access', label: 'Access', forAdmins: true },
  { id: 'tokens', label: 'API tokens', forAdmins: true },
  { id: 'transfer', label: 'Import and export', forAdmins: false },
  { id: 'removal', label: 'Remove', forAdmins: true },
  { id: 'audit', label: 'Audit log', forAdmins: true },
];

export const sectionHref = (id: string): string => (id === '' ? '/settings' : `/settings/${id}`);
