// Keys of a rule that should stand for one case each and stand on several rows of a ledger. Only in ledgers where at
// least nine in ten cases have a single trigger, and of rows that do not repeat one another in full: a key that comes
// again as a matter of course (a unit, a column) is no id.
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "check/integrity/inspection.hpp"

namespace shixian::check {

namespace {

/// The cases of one ledger.
struct Cases {
  std::size_t all = 0;
  std::vector<std::vector<std::uint32_t>> repeated;  // its triggers, each of another row
};

class Counter {
 public:
  Counter(Inspection& inspection, const rule::Pack& pack, const rule::EventPattern& trigger)
      : inspection_(inspection),
        types_(wanted_types(trigger, inspection.events)),
        where_(trigger.where ? &*trigger.where : nullptr, inspection.events, pack.domains) {}

  std::map<std::uint32_t, Cases> count(const Grouping& grouping) {
    const auto& events = inspection_.events;
    const auto& originals = inspection_.originals();
    std::map<std::uint32_t, Cases> by_origin;
    std::vector<std::uint32_t> triggers;
    for (std::uint32_t group = 0; group < grouping.group_count(); ++group) {
      triggers.clear();
      for (const auto event : grouping.group(group))
        if (types_[events.type(event)] && originals[event] == none && where_.at(event).truth == time::Truth::yes)
          triggers.push_back(event);
      std::sort(triggers.begin(), triggers.end());  // rows in order, those of a ledger together
      for (std::size_t i = 0; i < triggers.size();) {
        const auto origin = events.where(triggers[i]).origin;
        auto& cases = by_origin[origin];
        ++cases.all;
        const auto first = i++;
        std::vector<std::uint32_t> rows;
        for (; i < triggers.size() && events.where(triggers[i]).origin == origin; ++i)
          if (!inspection_.same_row(triggers[i], triggers[i - 1])) rows.push_back(triggers[i]);
        if (rows.empty()) continue;
        rows.insert(rows.begin(), triggers[first]);
        cases.repeated.push_back(std::move(rows));
      }
    }
    return by_origin;
  }

 private:
  Inspection& inspection_;
  std::vector<bool> types_;
  ConditionColumn where_;
};

Remark remark_on(Cases& cases, const rule::Rule& rule, const Inspection& inspection) {
  constexpr std::size_t most_ids = 3, most_rows = 5;
  const auto& events = inspection.events;
  std::sort(cases.repeated.begin(), cases.repeated.end());
  Remark remark;
  std::vector<std::string> english, chinese;
  for (const auto& rows : cases.repeated) {
    remark.count += rows.size();
    remark.at.insert(remark.at.end(), rows.begin(), rows.end());
    if (english.size() == most_ids) continue;
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i)
      numbers.push_back(std::to_string(events.where(rows[i]).row));
    if (rows.size() > most_rows) numbers.emplace_back("…");
    const auto id = values_of(rule.same, rows.front(), events);
    english.push_back(fmt::format("{} in rows {}", id, fmt::join(numbers, ", ")));
    chinese.push_back(fmt::format("{} 在第 {} 行", id, fmt::join(numbers, "、")));
  }
  const auto &file = inspection.file(cases.repeated.front().front()),
             &type = inspection.type(cases.repeated.front().front());
  const auto keys = fmt::format("{}", fmt::join(rule.same, " + "));
  const auto more = cases.repeated.size() > most_ids;
  remark.what = text::phrase(
      "'{0}': values of {1} that stand on several rows of '{2}', though nearly every other stands on one: {3}, on {4} "
      "rows ({5}{6}); check whether a case was entered twice or a number given twice: each row is judged as a case, "
      "and "
      "an answer may be taken for another's",
      "“{0}”：{1} 有 {3} 个值出现在“{2}”的 {4} "
      "行中，而其余几乎都只出现一次：{7}{8}；请核对是同一事项登记了两次，还是编号"
      "给重了：每一行都按一件事项判定，答复也可能被当成另一件的",
      file, keys, type, cases.repeated.size(), remark.count, fmt::format("{}", fmt::join(english, "; ")),
      more ? "; …" : "", fmt::format("{}", fmt::join(chinese, "；")), more ? "；……" : "");
  return remark;
}

}  // namespace

void look_for_duplicate_ids(Inspection& inspection, std::vector<Remark>& out) {
  std::set<std::tuple<std::vector<std::string>, std::string, std::vector<std::string>>> seen;
  for (const auto& pack : inspection.packs)
    for (const auto& rule : pack.pack->rules) {
      const auto& trigger = rule.scope.trigger;
      if (rule.scope.kind != rule::Scope::Kind::event || rule.same.empty() || trigger.any()) continue;
      if (!seen.emplace(trigger.types, trigger.where ? trigger.where->text() : "", rule.same).second) continue;
      const auto* grouping = inspection.by(rule.same);
      if (!grouping) continue;
      for (auto& [origin, cases] : Counter(inspection, *pack.pack, trigger).count(*grouping))
        if (!cases.repeated.empty() && cases.repeated.size() * 10 <= cases.all)
          out.push_back(remark_on(cases, rule, inspection));
    }
}

}  // namespace shixian::check
