#include "rule/references.hpp"

#include <algorithm>
#include <map>

#include "text/suggest.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Phrase;

std::vector<std::string> ids_of(const text::Node& rules) {
  std::vector<std::string> ids;
  for (const auto& rule : rules.items)
    for (const auto& entry : rule.entries)
      if (entry.key == "id" && entry.value.is_scalar()) ids.push_back(entry.value.value);
  return ids;
}

class References {
 public:
  References(Pack& pack, std::vector<std::string> ids, text::Diagnostics& out)
      : pack_(pack), ids_(std::move(ids)), out_(out) {
    for (std::size_t i = 0; i < pack.rules.size(); ++i) by_id_.emplace(pack.rules[i].id, i);
  }

  void resolve() {
    for (auto& rule : pack_.rules) {
      for (const auto& id : rule.scope.violations_of) known(id, rule.scope.trigger.place);
      if (!rule.replaces.empty() && known(rule.replaces, rule.replaces_place)) replace(rule);
    }
    refuse_circles();
    for (const auto& rule : pack_.rules)
      for (const auto& id : rule.scope.violations_of)
        if (const auto* other = find(id); other && other->scope.kind == Scope::Kind::period)
          refuse_looks_at_trigger(rule, *other);
  }

 private:
  Rule* find(const std::string& id) {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &pack_.rules[found->second];
  }

  bool known(const std::string& id, const text::Place& place) {
    if (std::find(ids_.begin(), ids_.end(), id) != ids_.end()) return true;
    out_.error(Code::unknown_rule, place, text::phrase("the pack has no rule '{}'", "规则包没有“{}”这条规则", id))
        .with_help(text::did_you_mean(id, ids_));
    return false;
  }

  text::Diagnostic& unclear(const text::Place& place, Phrase message) {
    return out_.error(Code::unclear_rule, place, std::move(message));
  }

  void replace(const Rule& rule) {
    auto* older = find(rule.replaces);
    if (!older || !rule.in_force.from) return;
    const auto last = *rule.in_force.from - std::chrono::days{1};
    const bool pack_says = older->in_force.to == pack_.in_force.to;
    if (older == &rule) {
      unclear(rule.replaces_place, {"a rule cannot replace itself", "规则不能取代自身"});
    } else if (older->in_force.from && *older->in_force.from > last) {
      unclear(rule.replaces_place,
              text::phrase("the rule '{}' begins on {}, no earlier than the one that replaces it",
                           "规则“{}”自 {} 起施行，并不早于取代它的规则", older->id, time::iso(*older->in_force.from)))
          .label(older->place, {"the rule that is replaced", "被取代的规则"});
    } else if (older->in_force.to && !pack_says && *older->in_force.to != last) {
      unclear(rule.replaces_place,
              text::phrase("the rule '{}' ends on {}, but the one that replaces it would end it on {}",
                           "规则“{}”写明于 {} 终止，而取代它的规则使其于 {} 终止", older->id,
                           time::iso(*older->in_force.to), time::iso(last)))
          .with_help({"leave out its own 'in-force.to'", "请不写它自己的“in-force.to”"})
          .label(older->place, {"the rule that is replaced", "被取代的规则"});
    } else {
      older->in_force.to = last;
    }
  }

  /// Walks from every rule to those whose violations it is about; one met again on the way there closes a circle.
  void refuse_circles() {
    enum class Mark : std::uint8_t { fresh, on_the_way, done };
    struct Step {
      std::size_t rule;
      std::size_t next = 0;
    };
    std::vector<Mark> marks(pack_.rules.size(), Mark::fresh);
    for (std::size_t first = 0; first < marks.size(); ++first) {
      if (marks[first] != Mark::fresh) continue;
      std::vector<Step> way{{first}};
      marks[first] = Mark::on_the_way;
      while (!way.empty()) {
        auto& step = way.back();
        const auto& others = pack_.rules[step.rule].scope.violations_of;
        if (step.next == others.size()) {
          marks[step.rule] = Mark::done;
          way.pop_back();
          continue;
        }
        const auto* other = find(others[step.next++]);
        if (!other) continue;
        const auto index = static_cast<std::size_t>(other - pack_.rules.data());
        if (marks[index] == Mark::on_the_way) {
          const auto begin = std::find_if(way.begin(), way.end(), [&](const Step& one) { return one.rule == index; });
          std::string circle;
          for (auto one = begin; one != way.end(); ++one) circle += pack_.rules[one->rule].id + " → ";
          unclear(other->scope.trigger.place,
                  text::phrase("violations go in a circle: {}{}", "违规循环引用：{}{}", circle, other->id));
        } else if (marks[index] == Mark::fresh) {
          marks[index] = Mark::on_the_way;
          way.push_back({index});
        }
      }
    }
  }

  /// A finding of `for-every` has no trigger whose attributes could be read.
  void refuse_looks_at_trigger(const Rule& rule, const Rule& other) {
    const auto refuse = [&](const text::Place& place, std::string_view word) {
      unclear(place, text::phrase("'{}' reads the trigger, but the findings of '{}' are of periods and have none",
                                  "“{}”要读触发事件，而“{}”的结论针对期间，没有触发事件", word, other.id))
          .label(other.scope.place, {"one for every period", "按期间逐一要求"});
    };
    if (!rule.same.empty()) refuse(rule.same_place, "same");
    if (rule.scope.where) refuse(rule.scope.where_place, "where");
    for (const auto& limit : rule.clock.within)
      if (limit.where) refuse(limit.place, "where");
    if (rule.clock.start)
      for (const auto& point : rule.clock.start->points)
        if (point.kind == StartPoint::Kind::attribute) refuse(point.place, "attribute");
    const auto kind = rule.demand.kind;
    if (kind == Demand::Kind::assert_that) refuse(rule.demand.place, "assert");
    if (kind == Demand::Kind::reconcile) refuse(rule.demand.place, "reconcile");
    if (kind == Demand::Kind::require_attributes) refuse(rule.demand.place, "require-attributes");
  }

  Pack& pack_;
  std::vector<std::string> ids_;
  text::Diagnostics& out_;
  std::map<std::string, std::size_t> by_id_;
};

}  // namespace

void resolve_references(Pack& pack, const text::Node& written, text::Diagnostics& out) {
  References(pack, ids_of(written), out).resolve();
}

}  // namespace shixian::rule
