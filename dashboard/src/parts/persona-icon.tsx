import {
  IconCalendarRepeat,
  IconCrown,
  IconDiamond,
  IconHeartHandshake,
  IconHourglassLow,
  IconMoon,
  IconPackage,
  IconPlant2,
  IconRefresh,
  IconSparkles,
  IconTrendingDown,
  IconTrendingUp,
  IconUser,
  IconUsersGroup,
} from "@tabler/icons-react";

/** Icon keys of src/segments, in words of the trade. */
const icons = {
  crown: IconCrown,
  diamond: IconDiamond,
  seedling: IconPlant2,
  sprout: IconPlant2,
  calendar: IconCalendarRepeat,
  moon: IconMoon,
  heart: IconHeartHandshake,
  hourglass: IconHourglassLow,
  package: IconPackage,
  repeat: IconRefresh,
  spark: IconSparkles,
  falling: IconTrendingDown,
  rising: IconTrendingUp,
  user: IconUser,
};

export function PersonaIcon({ name, size }: { readonly name: string; readonly size: number }) {
  const Icon = name in icons ? icons[name as keyof typeof icons] : IconUsersGroup;
  return <Icon size={size} stroke={1.8} aria-hidden />;
}
