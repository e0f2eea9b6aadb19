import {
  ActionIcon,
  AppShell,
  Burger,
  NavLink,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconChartDots,
  IconDatabase,
  IconHome,
  IconLanguage,
  IconListCheck,
  IconMoon,
  IconSun,
  IconTargetArrow,
  IconUsers,
} from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, ScrollRestoration, useLocation } from "react-router";
import { KeyNeeded } from "../parts/key-needed.tsx";
import { changeLanguage, currentLanguage, type Language, languages } from "./language.ts";
import { Working } from "./working.tsx";

const pages = [
  { to: "/", key: "overview", icon: IconHome },
  { to: "/segments", key: "segments", icon: IconChartDots },
  { to: "/predictions", key: "predictions", icon: IconTargetArrow },
  { to: "/customers", key: "customers", icon: IconUsers },
  { to: "/actions", key: "actions", icon: IconListCheck },
  { to: "/data", key: "data", icon: IconDatabase },
] as const;

/** The frame of every page: where one can go, language, light and dark. */
export function Shell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [open, { toggle, close }] = useDisclosure(false);
  const here = pages.findLast((p) => pathname === p.to || (p.to !== "/" && pathname.startsWith(p.to)));
  useEffect(() => {
    document.title = here ? `${t(`nav.${here.key}`)} · Kindred` : "Kindred";
  }, [here, t]);
  return (
    <AppShell
      header={{ height: 56, collapsed: false }}
      navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !open } }}
      withBorder={false}
      layout="alt"
      padding={0}
    >
      <a className="skip" href="#main">
        {t("nav.skip")}
      </a>
      <AppShell.Header className="head" hiddenFrom="sm">
        <Brand />
        <Burger opened={open} onClick={toggle} size="sm" aria-label={t("nav.menu")} aria-expanded={open} />
      </AppShell.Header>
      <AppShell.Navbar className="side" aria-label={t("nav.label")}>
        <div className="side-brand">
          <Brand />
          <Burger opened={open} onClick={toggle} size="sm" hiddenFrom="sm" aria-label={t("nav.menu")} />
        </div>
        {pages.map(({ to, key, icon: Icon }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            onClick={close}
            active={here?.to === to}
            aria-current={here?.to === to ? "page" : undefined}
            label={t(`nav.${key}`)}
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            className="side-link"
          />
        ))}
        <div className="side-foot">
          <LanguageChoice />
          <SchemeButton />
        </div>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Working />
        <Outlet />
      </AppShell.Main>
      <KeyNeeded />
      <ScrollRestoration />
    </AppShell>
  );
}

function Brand() {
  return (
    <Link to="/" className="brand">
      <img src="/icon.svg" width={24} height={24} alt="" />
      Kindred
    </Link>
  );
}

function LanguageChoice() {
  const { t } = useTranslation();
  return (
    <label className="language">
      <IconLanguage size={18} stroke={1.6} aria-hidden />
      <span className="visually-hidden">{t("nav.language")}</span>
      <select
        value={currentLanguage()}
        onChange={(e) => void changeLanguage(e.currentTarget.value as Language)}
      >
        {Object.entries(languages).map(([lang, name]) => (
          <option key={lang} value={lang} lang={lang}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function SchemeButton() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const Icon = dark ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={dark ? t("nav.toLight") : t("nav.toDark")}
      onClick={() => setColorScheme(dark ? "light" : "dark")}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
