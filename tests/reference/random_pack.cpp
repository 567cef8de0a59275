#include <fmt/format.h>

#include "reference/random_scenario.hpp"

namespace shixian::reference {

namespace {

std::string types(Dice& dice) { return dice.pick({"a", "a", "b", "b", "c", "[a, b]", "[b, c]", "[c, d]", "any"}); }

std::string condition(Dice& dice) {
  return dice.pick({"flag", "'!flag'", "'level == \"high\"'", "'level in [\"high\", \"low\"]'", "'level != \"high\"'",
                    "'weight >= 3'", "'flag || level == \"low\"'", "'flag && weight < 3'",
                    "'weight > 1 ? flag : level == \"low\"'", "'true'", "'false'"});
}

std::string pattern(Dice& dice) {
  if (!dice.chance(15)) return types(dice);
  return fmt::format("{{event: {}, where: {}}}", types(dice), condition(dice));
}

std::string period(Dice& dice) {
  return dice.pick({"30 minutes",     "5 hours",        "24 hours",       "48 hours",        "0 days",
                    "1 day",          "3 days",         "15 days",        "0 working days",  "1 working day",
                    "3 working days", "3 working days", "5 working days", "20 working days", "1 week",
                    "2 weeks",        "1 month",        "2 months",       "1 year",          "5小时",
                    "3个工作日",      "十五日"});
}

std::string within(Dice& dice) {
  if (dice.chance(75)) return " " + period(dice) + "\n";
  std::string rows = "\n";
  for (int row = dice.between(1, 2); row > 0; --row)
    rows += fmt::format("  - {{where: {}, limit: {}}}\n", condition(dice), dice.chance(20) ? "none" : period(dice));
  if (dice.chance(40)) rows += fmt::format("  - {{limit: {}}}\n", dice.chance(20) ? "none" : period(dice));
  return rows;
}

std::string in_force(Dice& dice, time::Day around) {
  const auto from = time::iso(around + std::chrono::days{dice.between(-8, 2)});
  const auto to = time::iso(around + std::chrono::days{dice.between(2, 12)});
  switch (dice.below(3)) {
    case 0:
      return fmt::format("in-force: {{from: {}}}\n", from);
    case 1:
      return fmt::format("in-force: {{to: {}}}\n", to);
    default:
      return fmt::format("in-force: {{from: {}, to: {}}}\n", from, to);
  }
}

std::string rule(Dice& dice, time::Day around, const std::string& id) {
  auto text = fmt::format("- id: {}\n  for-each: {}\n", id, pattern(dice));
  if (dice.chance(20)) text += "  where: " + condition(dice) + "\n";
  const bool of = dice.chance(25);
  if (of) text += "  of: {unit: roster.units}\n";
  text += "  expect: " + pattern(dice) + "\n";
  if (!of || dice.chance(40))
    text += "  same: " + dice.pick({"[case]", "[case]", "[case]", "[doc]", "[case, doc]", "[unit]", "[]"}) + "\n";
  if (dice.chance(25)) text += "  early: allowed\n";
  if (dice.chance(15)) text += "  " + in_force(dice, around);
  const auto limits = within(dice);
  // A roll says nothing of a limit that is not in calendar days.
  const bool can_roll = limits.find("hour") == std::string::npos && limits.find("minute") == std::string::npos &&
                        limits.find("working") == std::string::npos && limits.find("小时") == std::string::npos;
  if (can_roll && dice.chance(35)) text += "  roll: none\n";
  return text + "  within:" + limits;
}

}  // namespace

PackText random_pack(Dice& dice, time::Day around, int number) {
  PackText pack;
  pack.with_calendar = dice.chance(90);
  pack.head = fmt::format("shixian: 1\npack: p{}\n", number);
  if (pack.with_calendar) pack.head += "calendar: china\n";
  pack.head += "time-zone: " +
               dice.pick({"Asia/Shanghai", "Asia/Shanghai", "Asia/Shanghai", "UTC", "America/New_York", "Europe/Berlin",
                          "\"+05:30\""}) +
               "\n";
  if (dice.chance(15)) pack.head += in_force(dice, around);
  if (dice.chance(20)) pack.head += "attributes: {level: {one-of: [high, low]}}\n";
  for (int count = dice.between(1, 3), i = 0; i < count; ++i)
    pack.rules.push_back(rule(dice, around, fmt::format("r{}", i)));
  return pack;
}

}  // namespace shixian::reference
