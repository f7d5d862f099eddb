import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from './icons.js';

const schemes = ['auto', 'light', 'dark'] as const;
const looks = {
  auto: { icon: IconDeviceDesktop, label: 'Colours: as the system has them' },
  light: { icon: IconSun, label: 'Colours: light' },
  dark: { icon: IconMoon, label: 'Colours: dark' },
};

/** Goes round: system, light, dark. Mantine remembers the choice in this browser. */
export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { icon: Icon, label } = looks[colorScheme];
  const next = schemes[(schemes.indexOf(colorScheme) + 1) % schemes.length] ?? 'auto';
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} onClick={() => setColorScheme(next)}>
        <Icon size={18} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
