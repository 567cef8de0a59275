// Cases that were answered before they began, of rules that expect one event after another and do not allow it early:
// every response lies certainly before every trigger; or, where that is rare (at most one case in ten that have both),
// some response lies certainly before the first trigger. By days for a rule that goes by days.
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "check/integrity/inspection.hpp"

namespace shixian::check {

namespace {

/// A response and the trigger it came too early for.
struct Reversed {
  std::uint32_t response = none;
  std::uint32_t trigger = none;
  auto operator<=>(const Reversed&) const = default;
};

class Search {
 public:
  Search(const Inspection& inspection, const rule::Pack& pack, const rule::Rule& rule,
         const rule::EventPattern& response)
      : events_(inspection.events),
        zone_(pack.zone),
        by_day_(rule.clock.by_day),
        trigger_types_(wanted_types(rule.scope.trigger, events_)),
        response_types_(wanted_types(response, events_)),
        trigger_where_(rule.scope.trigger.where ? &*rule.scope.trigger.where : nullptr, events_, pack.domains),
        response_where_(response.where ? &*response.where : nullptr, events_, pack.domains) {}

  std::vector<Reversed> in(const Grouping& grouping) {
    std::size_t cases = 0;
    std::vector<Reversed> wholly, partly;
    for (std::uint32_t group = 0; group < grouping.group_count(); ++group) {
      std::uint32_t trigger = none, first = none, last = none;  // the first trigger; the first and last response
      auto starts = time::latest, ends = time::earliest;        // when the triggers begin, and the responses end
      for (const auto event : grouping.group(group)) {          // in time order
        const auto type = events_.type(event);
        const auto moment = events_.moment(event);
        if (trigger_types_[type] && trigger_where_.at(event).truth != time::Truth::no) {
          starts = std::min(starts, moment.first);
          if (trigger == none) trigger = event;
        }
        if (response_types_[type] && response_where_.at(event).truth == time::Truth::yes) {
          ends = std::max(ends, moment.last);
          if (first == none || moment.last < events_.moment(first).last) first = event;
          last = event;
        }
      }
      if (trigger == none || last == none) continue;
      ++cases;
      if (before(ends, starts))
        wholly.push_back({last, trigger});
      else if (before(events_.moment(first).last, starts))
        partly.push_back({first, trigger});
    }
    if (partly.size() * 10 <= cases) wholly.insert(wholly.end(), partly.begin(), partly.end());
    return wholly;
  }

 private:
  /// An unknown time begins at `earliest` and ends at `latest`, and so is never certain.
  bool before(time::Instant end, time::Instant start) const {
    if (end >= start || end == time::latest || start == time::earliest) return false;
    return !by_day_ || zone_.day_of(end) < zone_.day_of(start);
  }

  const log::EventTable& events_;
  const time::Zone& zone_;
  bool by_day_;
  std::vector<bool> trigger_types_, response_types_;
  ConditionColumn trigger_where_, response_where_;
};

bool share_a_type(const rule::EventPattern& a, const rule::EventPattern& b) {
  if (a.any() || b.any()) return true;
  return std::any_of(a.types.begin(), a.types.end(), [&](const auto& type) {
    return std::find(b.types.begin(), b.types.end(), type) != b.types.end();
  });
}

}  // namespace

void look_for_responses_before_triggers(Inspection& inspection, std::vector<Remark>& out) {
  using Kind = std::tuple<std::vector<std::string>, std::vector<std::string>, std::vector<std::string>>;
  std::vector<Kind> order;
  std::map<Kind, std::vector<Reversed>> found;
  for (const auto& pack : inspection.packs)
    for (const auto& rule : pack.pack->rules) {
      const bool in_order = rule.scope.kind == rule::Scope::Kind::event &&
                            rule.demand.kind == rule::Demand::Kind::expect && !rule.demand.early;
      if (!in_order || rule.same.empty()) continue;
      const auto* grouping = inspection.by(rule.same);
      if (!grouping) continue;
      for (const auto& response : rule.demand.events) {
        if (share_a_type(rule.scope.trigger, response)) continue;
        const Kind kind{rule.scope.trigger.types, response.types, rule.same};
        if (!found.contains(kind)) order.push_back(kind);
        auto& all = found[kind];
        const auto some = Search(inspection, *pack.pack, rule, response).in(*grouping);
        all.insert(all.end(), some.begin(), some.end());
      }
    }
  for (const auto& kind : order) {
    auto& all = found[kind];
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.empty()) continue;
    const auto& [response, trigger] = all.front();
    Remark remark;
    remark.count = all.size();
    remark.what = text::phrase(
        "cases whose '{0}' lies before their '{1}': {2} (the first: {3}, '{0}' {4}, '{1}' {5}); check whether the two "
        "dates are swapped or mistyped, or the number is another case's",
        "“{0}”早于“{1}”的事项 {2} "
        "件（最前一件：{3}，“{0}”{4}，“{1}”{5}）；请核对两个日期是否写反、写错，或者编号属于另一件",
        inspection.type(response), inspection.type(trigger), all.size(),
        values_of(std::get<2>(kind), response, inspection.events), inspection.shown(response),
        inspection.shown(trigger));
    for (const auto& one : all) remark.at.push_back(one.response);
    out.push_back(std::move(remark));
  }
}

}  // namespace shixian::check
