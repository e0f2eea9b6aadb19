import { useTranslation } from "react-i18next";
import { Link } from "react-router";

const VISITOR = "anonymous:";
const SHOWN = 12;

/** A profile by its number; one of a visitor by the start of its id. */
export function Profile({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const name = id.startsWith(VISITOR)
    ? t("dataIdentity.visitor", { id: id.slice(VISITOR.length, VISITOR.length + SHOWN) })
    : id;
  return (
    <Link to={`/customers/${encodeURIComponent(id)}`} title={id}>
      {name}
    </Link>
  );
}
