/** Words that alone, or with the words beside them, name no product: transport, fees, manual entries, discounts, samples. */
const CORE =
  "postage|post|shipping|shipment|delivery|carriage|freight|courier|handling|packing|packaging|surcharge|fees?|commission|bank charges?|service charges?|charges?|manual|discounts?|rebate|samples?|deposit|tip|insurance|gift wrap(ping)?|rounding|" +
  "运费|邮费|快递费|配送费|手续费|服务费|佣金|折扣|优惠|差价|补差价|运费险|定金|押金|包装费|抹零|" +
  "доставка|пересылка|почтовые расходы|почта|транспортные расходы|упаковка|комиссия|сбор|услуга|услуги|скидка|курьер|страховка|образец|образцы|округление|залог";
const WITH =
  "standard|express|next|same|day|first|second|class|free|home|international|domestic|local|air|sea|customer|order|online|web|store|shop|card|payment|transaction|bank|import|export|service|and|the|for|of|to|by|cost|costs|" +
  "标准|加急|国际|支付|平台|订单|на|за|по|и|до|заказа|клиента|банка|банковская|международная|срочная|курьером|товара|платежа|стандартная|экспресс|стоимость";

const only = new RegExp(`^(?:(?:${WITH}) )*(?:${CORE})(?: (?:${WITH}|${CORE}))*$`, "u");
const anywhere = new RegExp(`(?:^| )(?:${CORE})(?: |$)`, "u");

/** A code as products have them: three digits in a row somewhere. */
function isUsualCode(code: string): boolean {
  return /\d{3}/.test(code);
}

/**
 * Whether what is sold is a service (postage, a fee, a manual entry), not goods: its description consists of such
 * words; or, in a file whose codes have digits (`coded`), its code has none and is one to three characters long or
 * the description has such a word.
 */
export function isService(code: string | null, description: string | null, coded: boolean): boolean {
  const text = words(description ?? code ?? "");
  if (text !== "" && only.test(text)) return true;
  if (!coded || code === null || isUsualCode(code)) return false;
  return code.trim().length <= 3 || anywhere.test(text) || anywhere.test(words(code));
}

function words(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
