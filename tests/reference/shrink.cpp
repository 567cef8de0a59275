#include "reference/shrink.hpp"

#include <exception>

namespace shixian::reference {

namespace {

using Fails = std::function<bool(const Scenario&)>;

/// Keeps a change when the scenario still fails.
template <class Change>
bool keep(Scenario& scenario, const Fails& fails, const Change& change) {
  auto smaller = scenario;
  change(smaller);
  try {
    if (!fails(smaller)) return false;
  } catch (const std::exception&) {  // a pack that cannot be read
    return false;
  }
  scenario = std::move(smaller);
  return true;
}

template <class List>
bool drop_items(Scenario& scenario, const Fails& fails, std::size_t least, const List& list) {
  bool dropped = false;
  for (auto i = list(scenario).size(); i-- > 0 && list(scenario).size() > least;)
    dropped |= keep(scenario, fails,
                    [&](Scenario& one) { list(one).erase(list(one).begin() + static_cast<std::ptrdiff_t>(i)); });
  return dropped;
}

bool drop_attributes(Scenario& scenario, const Fails& fails) {
  bool dropped = false;
  for (std::size_t row = 0; row < scenario.rows.size(); ++row)
    for (const auto& name : attribute_names())
      if (scenario.rows[row].attributes.contains(name))
        dropped |= keep(scenario, fails, [&](Scenario& one) { one.rows[row].attributes.erase(name); });
  return dropped;
}

bool drop_declarations(Scenario& scenario, const Fails& fails) {
  bool dropped = false;
  for (std::size_t i = 0; i < scenario.ledgers.size(); ++i) {
    const auto& ledger = scenario.ledgers[i];
    if (ledger.covers_from)
      dropped |= keep(scenario, fails, [&](Scenario& one) { one.ledgers[i].covers_from.reset(); });
    if (ledger.covers_to) dropped |= keep(scenario, fails, [&](Scenario& one) { one.ledgers[i].covers_to.reset(); });
    if (!ledger.may_hold.empty())
      dropped |= keep(scenario, fails, [&](Scenario& one) { one.ledgers[i].may_hold.clear(); });
  }
  return dropped;
}

/// Lines of a rule that can go without making it faulty.
bool drop_lines(Scenario& scenario, const Fails& fails) {
  bool dropped = false;
  for (std::size_t pack = 0; pack < scenario.packs.size(); ++pack)
    for (std::size_t rule = 0; rule < scenario.packs[pack].rules.size(); ++rule)
      for (const auto* key : {"\n  where: ", "\n  early: ", "\n  roll: ", "\n  in-force: "}) {
        const auto& text = scenario.packs[pack].rules[rule];
        const auto at = text.find(key);
        if (at == std::string::npos) continue;
        const auto length = text.find('\n', at + 1) - at;
        dropped |= keep(scenario, fails, [&](Scenario& one) { one.packs[pack].rules[rule].erase(at, length); });
      }
  return dropped;
}

}  // namespace

Scenario shrink(Scenario scenario, const Fails& fails, bool attributes_may_go) {
  bool dropped = true;
  while (dropped) {
    dropped = drop_items(
        scenario, fails, 1, [](auto& one) -> auto& { return one.packs; });
    for (std::size_t i = 0; i < scenario.packs.size(); ++i)
      dropped |= drop_items(
          scenario, fails, 1, [i](auto& one) -> auto& { return one.packs[i].rules; });
    dropped |= drop_items(
        scenario, fails, 0, [](auto& one) -> auto& { return one.rows; });
    dropped |= drop_items(
        scenario, fails, 0, [](auto& one) -> auto& { return one.roster; });
    dropped |= drop_lines(scenario, fails);
    dropped |= drop_declarations(scenario, fails);
    if (attributes_may_go) dropped |= drop_attributes(scenario, fails);
    if (scenario.ledgers.size() > 1) {
      const auto last = scenario.ledgers.size() - 1;
      bool used = false;
      for (const auto& row : scenario.rows) used |= row.ledger == last;
      if (!used) dropped |= keep(scenario, fails, [](Scenario& one) { one.ledgers.pop_back(); });
    }
  }
  return scenario;
}

}  // namespace shixian::reference
