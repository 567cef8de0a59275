#include "reference/random_words.hpp"

#include <fmt/format.h>

namespace shixian::reference {

namespace {

std::string condition(Dice& dice) {
  return dice.pick({"flag", "'!flag'", "'level == \"high\"'", "'level != \"high\"'", "'weight >= 3'",
                    "'flag || level == \"low\"'", "'weight > 1 ? flag : level == \"low\"'"});
}

/// What answers; triggers are mostly `a`.
std::string pattern(Dice& dice) {
  const auto types = dice.pick({"b", "b", "c", "[b, c]", "[c, d]", "any", "[a, b]"});
  if (!dice.chance(20)) return types;
  return fmt::format("{{event: {}, where: {}}}", types, condition(dice));
}

std::string trigger(Dice& dice) { return dice.pick({"a", "a", "a", "[a, b]", "b", "{event: a, where: flag}"}); }

std::string days(Dice& dice) {
  return dice.pick({"1 day", "3 days", "15 days", "1 working day", "3 working days", "5 working days",
                    "10 working days", "1 week", "2 weeks"});
}
std::string hours(Dice& dice) { return dice.pick({"30 minutes", "5 hours", "24 hours", "48 hours", "100 hours"}); }
std::string period(Dice& dice) {
  if (dice.chance(20)) return dice.pick({"1 month", "2 months", "1 year"});
  if (dice.chance(10)) return dice.pick({"4 working hours", "20 working hours"});
  return dice.chance(65) ? days(dice) : hours(dice);
}

std::string keys(Dice& dice) { return dice.pick({"[case]", "[case]", "[case]", "[doc]", "[case, doc]", "[]"}); }

std::string date(Dice& dice) {
  return dice.pick({"the end of the day", "the end of the week", "the end of the month", "the end of the next month",
                    "the end of the quarter", "the end of the year", "day 10 of the next month", "day 31 of the month",
                    "01-31 of the next year", "02-29", "06-28"});
}

std::string by(Dice& dice, time::Day around) {
  const auto due = dice.chance(80) ? date(dice) : time::iso(around + std::chrono::days{dice.between(-5, 20)});
  return "  by: " + due + "\n" + (dice.chance(30) ? "  roll: " + dice.pick({"next-working-day", "none"}) + "\n" : "");
}

bool in_days(const std::string& limit) {
  return limit.find("hour") == std::string::npos && limit.find("minute") == std::string::npos;
}

/// What may happen to a clock on its way; only in days, or only in hours.
std::string changes(Dice& dice, bool of_days) {
  std::string text;
  if (dice.chance(35))
    text += "  pause: [{from: c, to: d" + std::string(dice.chance(25) ? ", same: [doc]" : "") +
            (dice.chance(25) ? ", at-most: " + (of_days ? days(dice) : hours(dice)) : "") + "}" +
            (dice.chance(25) ? ", {from: d, to: e}" : "") + "]\n";
  if (dice.chance(25))
    text += dice.chance(50)
                ? "  restart: {on: d}\n"
                : fmt::format("  restart: {{on: d, if: c, within: {}}}\n", of_days ? days(dice) : hours(dice));
  if (dice.chance(25))
    text += fmt::format("  extend: [{{on: {}, by: {}, times: {}, before: deadline}}]\n",
                        dice.pick({"d", "[d, e]", "[c, e]"}), of_days ? days(dice) : hours(dice), dice.between(1, 2));
  return text;
}

std::string start(Dice& dice) {
  switch (dice.below(6)) {
    case 0:
      return "  start: c\n";
    case 1:
      return "  start: {attribute: when}\n";
    case 2:
      return "  start: {earlier-of: [c, {point: trigger, plus: 3 working days}]}\n";
    case 3:
      return "  start: {later-of: [c, trigger]}\n";
    case 4:
      return "  start: {event: c, where: flag, plus: 2 days}\n";
    default:
      return "  start: c\n  deemed: {event: c, if-no: d, within: 3 days}\n";
  }
}

/// Months and years do not stand still, and what is dated by a day runs in days.
std::string within(Dice& dice, bool may_change) {
  if (dice.chance(15)) {
    std::string rows = fmt::format("  within:\n  - {{where: {}, limit: {}}}\n", condition(dice), period(dice));
    if (dice.chance(60)) rows += fmt::format("  - {{limit: {}}}\n", dice.chance(30) ? "none" : period(dice));
    return rows;
  }
  if (may_change && dice.chance(8))
    return "  within: " + dice.pick({"4 working hours", "20 working hours"}) + "\n  pause: [{from: c, to: d}]\n";
  const bool changed = may_change && dice.chance(55);
  const auto limit = changed ? (dice.chance(75) ? days(dice) : hours(dice)) : period(dice);
  auto text = "  within: " + limit + "\n";
  if (changed) text += changes(dice, in_days(limit));
  if (may_change && in_days(limit) && dice.chance(35)) text += start(dice);
  const bool calendar = in_days(limit) && limit.find("working") == std::string::npos;
  if (calendar && dice.chance(35)) text += "  roll: " + dice.pick({"none", "next-working-day"}) + "\n";
  return text;
}

std::string excuse(Dice& dice, bool may_be_limited = true) {
  return fmt::format("  excuse: [{{{}, {}verdict: {}}}]\n", dice.pick({"on: e", "where: flag"}),
                     may_be_limited && dice.chance(40) ? "within: 30 days, " : "", dice.pick({"met", "undetermined"}));
}

std::string expect(Dice& dice, time::Day around) {
  std::string text;
  const auto tie = "  same: " + keys(dice) + "\n";
  switch (dice.below(6)) {
    case 0:
      text = "  expect: " + pattern(dice) + "\n" + tie + fmt::format("  at-least: {}\n", dice.between(1, 3)) +
             (dice.chance(50) ? "  distinct: doc\n" : "") + within(dice, true);
      break;
    case 1:
      if (dice.chance(50))
        text = "  expect: {all: [b, " + dice.pick({"c", "[c, d]", "{event: c, where: flag}"}) + "]}\n" + tie +
               "  chain: true\n  within: " + period(dice) + "\n";
      else
        text = "  expect: {all: [" + pattern(dice) + ", c]}\n" + tie + within(dice, true);
      break;
    case 2:
      text = "  expect: " + dice.pick({"b", "[b, c]"}) + "\n  matching: one-to-one\n" + tie;
      text += dice.chance(40) ? "  within: " + days(dice) + "\n" + start(dice) : "  within: " + period(dice) + "\n";
      break;
    case 3:
      text = "  expect: " + pattern(dice) + "\n" + tie + "  no-sooner-than: " + period(dice) + "\n" +
             (dice.chance(50) ? "  within: 60 days\n" : "") + (dice.chance(25) ? "  start: c\n" : "");
      break;
    case 4:
      text = "  expect: " + pattern(dice) + "\n" + tie + by(dice, around);
      break;
    default:
      text = "  expect: " + pattern(dice) + "\n" + tie + (dice.chance(30) ? "  early: allowed\n" : "") +
             within(dice, true);
      if (dice.chance(20)) text += "  by-day: true\n";
  }
  if (dice.chance(25)) text += excuse(dice);
  return text;
}

std::string periodic(Dice& dice) {
  const auto span = dice.pick({"week", "month", "quarter", "half-year", "year", "log", "day"});
  const bool of = dice.chance(60);
  auto text = of ? fmt::format("  for-every: {{unit: {}, period: {}}}\n",
                               dice.pick({"roster.units", "roster.units", "from-log"}), span)
                 : "  for-every: " + span + "\n";
  if (dice.chance(25)) text += "  where: " + condition(dice) + "\n";
  const bool named = span == "month" || span == "quarter" || span == "year";
  const auto form = dice.below(5);
  if (form < 4 && named && dice.chance(30)) text += "  during: month\n";
  switch (form) {
    case 0:
      text += "  expect: " + pattern(dice) + "\n" + (dice.chance(40) ? "  at-least: 2\n" : "");
      if (dice.chance(30) && span != "log")
        text += "  by: " +
                (span == "month"
                     ? dice.pick({"day 10 of the next month", "the end of the next month", "the end of the month"})
                 : span == "year" ? dice.pick({"01-31 of the next year", "06-28"})
                                  : "the end of the period") +
                "\n" + (dice.chance(50) ? "  roll: next-working-day\n" : "");
      return text + (dice.chance(25) ? excuse(dice, false) : "");
    case 1:
      return text + "  forbid: " + pattern(dice) + "\n";
    case 2:
      return text + "  count: " + pattern(dice) + "\n" +
             dice.pick({"  exactly: 1\n", "  at-least: 2\n", "  at-most: 1\n", "  exactly: 2\n  distinct: doc\n"});
    case 3:
      return text + fmt::format("  ratio: {{of: {{event: b, where: flag}}, to: b, if-none: {}}}\n  at-least: {}\n",
                                dice.pick({"met", "breached", "undetermined"}), dice.pick({"50%", "100%", "0.75"}));
    default:
      break;
  }
  text = of ? "  for-every: {unit: roster.units}\n" : "  for-every: log\n";
  return text + "  expect: " + pattern(dice) + "\n  gap: at most " +
         dice.pick({"1 day", "7 days", "48 hours", "1 month", "3 working days"}) + "\n";
}

std::string of_figures(Dice& dice) {
  if (dice.chance(30))
    return fmt::format(
        "  ratio: {{of: {{event: b, where: flag}}, to: {{event: [b, c], distinct: doc}}, if-none: {}}}\n"
        "  same: [case]\n  {}: {}\n",
        dice.pick({"met", "breached", "undetermined"}), dice.pick({"at-least", "at-most"}),
        dice.pick({"50%", "100%", "4%"}));
  const bool own = dice.chance(25);
  const auto with = own ? std::string("{sum: [weight, weight]}")
                        : dice.pick({"b", "{event: b, sum: weight}", "{event: [b, c], distinct: doc}"});
  auto text =
      fmt::format("  reconcile: {{figure: figure, {}: {}{}{}}}\n", dice.pick({"equals", "at-most", "at-least"}), with,
                  dice.chance(30) ? ", rounding: as-shown" : "", !own && dice.chance(25) ? ", during: month" : "");
  return text + (own ? "" : "  same: [case]\n");
}

std::string for_each(Dice& dice, time::Day around) {
  auto text = "  for-each: " + trigger(dice) + "\n";
  if (dice.chance(20)) text += "  where: " + condition(dice) + "\n";
  const auto tie = "  same: " + keys(dice) + "\n";
  switch (dice.below(9)) {
    case 0:
      return text + "  expect-before: [b, c" + (dice.chance(50) ? ", d" : "") + "]\n" + tie +
             (dice.chance(50) ? "  in-order: true\n" : "") + (dice.chance(50) ? "  distinct: doc\n" : "") +
             (dice.chance(25) ? "  by-day: true\n" : "");
    case 1:
      return text + "  expect-before: " + pattern(dice) + "\n" + tie + "  " + dice.pick({"ahead", "within"}) + ": " +
             (dice.chance(70) ? days(dice) : hours(dice)) + "\n";
    case 2:
      return text + "  forbid: " + pattern(dice) + "\n" + tie +
             dice.pick({"", "  until: d\n", "  early: counts\n", "  within: 3 days\n", "  within: 5 hours\n",
                        "  within: 3 working days\n", "  until: [c, d]\n", "  by-day: true\n"});
    case 3:
      return text + "  assert: " + condition(dice) + "\n";
    case 4:
      return text + "  require-attributes: [note]\n";
    case 5:
      return text + of_figures(dice);
    case 6:
      return text + "  count: " + pattern(dice) + "\n" + tie +
             (dice.chance(20) ? "  at-most: 1\n"
                              : dice.pick({"  at-least: 2\n", "  at-most: 1\n", "  exactly: 1\n",
                                           "  exactly: 2\n  distinct: doc\n"}) +
                                    (dice.chance(70) ? "  within: " + period(dice) + "\n" : by(dice, around)));
    default:
      break;
  }
  if (dice.chance(20)) text += "  of: {unit: " + dice.pick({"roster.units", "roster.units", "from-log"}) + "}\n";
  const auto demand = expect(dice, around);
  // A trigger that could answer another at the same instant leaves open which comes first.
  if (demand.find("one-to-one") != std::string::npos) text.replace(0, text.find('\n'), "  for-each: a");
  return text + demand;
}

std::string in_force(Dice& dice, time::Day around) {
  const auto from = time::iso(around + std::chrono::days{dice.between(-30, 2)});
  const auto to = time::iso(around + std::chrono::days{dice.between(2, 60)});
  return dice.pick({"from", "to", "both"}) == "from" ? fmt::format("in-force: {{from: {}}}\n", from)
         : dice.chance(50)                           ? fmt::format("in-force: {{to: {}}}\n", to)
                                                     : fmt::format("in-force: {{from: {}, to: {}}}\n", from, to);
}

/// Follows the violations of a rule of triggers.
std::string of_violations(Dice& dice) {
  return "  for-each: {violation-of: r0}\n  expect: " + dice.pick({"d", "e", "[d, e]"}) +
         "\n  same: [case]\n  within: " + dice.pick({"3 days", "5 working days", "48 hours"}) + "\n" +
         (dice.chance(20) ? "  matching: one-to-one\n" : "");
}

}  // namespace

PackText random_words(Dice& dice, time::Day around) {
  PackText pack;
  pack.head = "shixian: 1\npack: p\ncalendar: china\ntime-zone: " +
              dice.pick({"Asia/Shanghai", "Asia/Shanghai", "UTC", "America/New_York", "\"+05:30\""}) + "\nregime: " +
              dice.pick({"cn-civil-code", "cn-civil-code", "cn-civil-code", "eu-1182-71", "us-foia", "uk-foia"}) + "\n";
  if (dice.chance(8)) {
    pack.rules = {"- id: r0\n" + for_each(dice, around),
                  "- id: r1\n  replaces: r0\n  in-force: {from: " +
                      time::iso(around + std::chrono::days{dice.between(-10, 20)}) + "}\n" + for_each(dice, around)};
    return pack;
  }
  for (int count = dice.between(1, 3), i = 0; i < count; ++i) {
    auto text = fmt::format("- id: r{}\n", i);
    if (dice.chance(20)) text += "  " + in_force(dice, around);
    const bool follows = i > 0 && pack.rules[0].find("for-each: {violation") == std::string::npos &&
                         pack.rules[0].find("for-every") == std::string::npos && dice.chance(25);
    text += follows ? of_violations(dice) : dice.chance(30) ? periodic(dice) : for_each(dice, around);
    pack.rules.push_back(text);
  }
  return pack;
}

}  // namespace shixian::reference
