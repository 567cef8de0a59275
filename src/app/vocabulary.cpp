#include "app/vocabulary.hpp"

#include <fmt/ranges.h>

#include <ostream>

#include "report/table.hpp"
#include "rule/needs.hpp"
#include "rule/vocabulary.hpp"
#include "rule/wording.hpp"
#include "text/width.hpp"

namespace shixian::app {

namespace {

using text::Phrase;
using Kind = rule::Vocabulary::Attribute::Kind;

/// Numbers from 1, in rows: `1–3, 7`.
std::string numbers(const std::vector<std::size_t>& rules) {
  std::string all;
  for (std::size_t i = 0; i < rules.size();) {
    auto last = i;
    while (last + 1 < rules.size() && rules[last + 1] == rules[last] + 1) ++last;
    all += fmt::format("{}{}", all.empty() ? "" : ", ", rules[i] + 1);
    if (last > i) all += fmt::format("{}{}", last > i + 1 ? "–" : ", ", rules[last] + 1);
    i = last + 1;
  }
  return all;
}

Phrase kind_of(const rule::Vocabulary::Attribute& attribute) {
  const auto values = rule::joined(attribute.values, rule::with_or);
  if (attribute.listed) return {"only " + values.english, "只能是" + values.chinese};
  if (!attribute.values.empty())
    return {values.english + ", as rules ask for", values.chinese + "（规则按这些值判断）"};
  switch (attribute.kind) {
    case Kind::truth:
      return {"true or false", "true 或 false（是或否）"};
    case Kind::number:
      return {"a number", "数"};
    case Kind::time:
      return {"a time", "时间"};
    case Kind::text:
      break;
  }
  return {};
}

Phrase rosters(const rule::Vocabulary::Attribute& attribute) {
  std::vector<std::string> english, chinese;
  for (const auto& name : attribute.rosters) {
    english.push_back("'" + name + "'");
    chinese.push_back("“" + name + "”");
  }
  return {rule::joined(english, rule::with_or).english, rule::joined(chinese, rule::with_or).chinese};
}

Phrase meaning(const rule::Vocabulary::Attribute& attribute) {
  std::vector<Phrase> parts;
  if (attribute.is_key) parts.push_back({"key: the same in all that belongs together", "键：同一事项的各事件取值相同"});
  if (const auto lists = rosters(attribute); !lists.empty())
    parts.push_back({"whose duty it is; the roster " + lists.english + " names them all",
                     "职责所属；名册" + lists.chinese + "列出全部"});
  if (auto kind = kind_of(attribute); !kind.empty()) parts.push_back(std::move(kind));
  Phrase all;
  for (const auto& part : parts) {
    all.english += (all.english.empty() ? "" : "; ") + part.english;
    all.chinese += (all.chinese.empty() ? "" : "；") + part.chinese;
  }
  return all;
}

}  // namespace

void print_vocabulary(const rule::Pack& pack, text::Language language, std::ostream& out) {
  const auto say = [&](const Phrase& phrase) { return phrase.in(language); };
  const auto vocabulary = rule::vocabulary_of(pack);
  const auto rules_column = say({"rules", "规则"});
  out << text::plain(pack.id + "  " + say(pack.title)) << "\n\n";

  report::Table events({say({"event", "事件"}), say({"needs its", "须有"}), rules_column, say({"attributes", "属性"})});
  for (const auto& event : vocabulary.events)
    events.add(
        {{event.type.empty() ? say({"any event", "任何事件"}) : event.type, say(rule::time_needed(event.to_the_hour)),
          numbers(event.rules), fmt::format("{}", fmt::join(event.attributes, say({", ", "、"})))},
         {},
         {}});
  events.print(out, "", false);

  if (!vocabulary.attributes.empty()) {
    out << '\n';
    report::Table attributes({say({"attribute", "属性"}), rules_column, say({"value", "取值"})});
    for (const auto& attribute : vocabulary.attributes)
      attributes.add({{attribute.name, numbers(attribute.rules), say(meaning(attribute))}, {}, {}});
    attributes.print(out, "", false);
  }

  out << '\n';
  report::Table rules({"", say({"rule", "规则"}), say({"title", "标题"})});
  for (std::size_t i = 0; i < pack.rules.size(); ++i)
    rules.add({{std::to_string(i + 1), pack.rules[i].id, say(pack.rules[i].title)}, {}, {}});
  rules.print(out, "", false);
}

}  // namespace shixian::app
