// The table of regimes.
#include <array>

#include "time/reckoning.hpp"

namespace shixian::time {

namespace {

const std::array table{
#define X(id, title, title_chinese, source, source_chinese, counts_first_day, rolls, pauses_first_day, \
          pauses_last_day)                                                                             \
  Regime{id,    {title, title_chinese}, {source, source_chinese}, counts_first_day,                    \
         rolls, pauses_first_day,       pauses_last_day},
#include "time/regimes.def"
#undef X
};

}  // namespace

const Regime& cn_civil_code() { return table.front(); }

const Regime* find_regime(std::string_view id) {
  for (const auto& regime : table)
    if (regime.id == id) return &regime;
  return nullptr;
}

std::vector<std::string> regime_ids() {
  std::vector<std::string> ids;
  for (const auto& regime : table) ids.emplace_back(regime.id);
  return ids;
}

}  // namespace shixian::time
