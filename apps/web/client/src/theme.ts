import { createTheme, type MantineColorsTuple } from '@mantine/core';

// The blue of PostgreSQL's elephant, spread to ten shades.
const elephant: MantineColorsTuple = [
  '#eef5fb',
  '#d9e7f4',
  '#b2cfe8',
  '#88b4db',
  '#659dcf',
  '#4a8bc4',
  '#3a7ab5',
  '#2c669d',
  '#24557f',
  '#1b4365',
];

// Mantine's own dark greys have no tint; beside our blue-grey surfaces they look brown.
const dark: MantineColorsTuple = [
  '#c9d1d9',
  '#b1bac4',
  '#8b98a5',
  '#66727f',
  '#3c4651',
  '#313a44',
  '#1e242c',
  '#171c22',
  '#12171c',
  '#0f1317',
];

export const theme = createTheme({
  colors: { elephant, dark },
  primaryColor: 'elephant',
  primaryShade: { light: 7, dark: 6 },
  // Names before system-ui: what that means on a Linux desktop is left to chance.
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        // It would add a style without the nonce of our policy; base.css does the same.
        lockScroll: false,
      },
    },
    Tooltip: {
      defaultProps: {
        openDelay: 250,
        multiline: true,
        maw: 300,
        withArrow: true,
        events: { hover: true, focus: true, touch: true },
      },
    },
  },
});
