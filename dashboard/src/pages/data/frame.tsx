import "./data.css";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet } from "react-router";

const pages = [
  { to: "/data", key: "overview" },
  { to: "/data/import", key: "import" },
  { to: "/data/sources", key: "sources" },
  { to: "/data/rejects", key: "rejects" },
  { to: "/data/identity", key: "identity" },
] as const;

/** The pages of data, and the way between them. */
export function DataFrame() {
  const { t } = useTranslation();
  return (
    <>
      <nav className="subnav" aria-label={t("nav.data")}>
        {pages.map(({ to, key }) => (
          <NavLink key={key} to={to} end>
            {t(`data.pages.${key}`)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
