/** The client's icon: a database with a pulse. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="#2c5f8f"/>
  <path d="M7 9.5v13c0 2.2 4 4 9 4s9-1.8 9-4v-13" fill="none" stroke="#fff" stroke-width="2" stroke-opacity=".55"/>
  <ellipse cx="16" cy="9.5" rx="9" ry="4" fill="none" stroke="#fff" stroke-width="2" stroke-opacity=".55"/>
  <path d="M4.5 19.5h6l2.5-5 4 8.5 3-6 1.5 2.5h6" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;
