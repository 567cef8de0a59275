#include "text/list.hpp"

#include <algorithm>

namespace shixian::text {

Phrase first_of(const std::vector<Phrase>& names, std::size_t most) {
  Phrase all;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    all.english += (i > 0 ? ", " : "") + names[i].english;
    all.chinese += (i > 0 ? "、" : "") + names[i].chinese;
  }
  if (names.size() <= most) return all;
  return {fmt::format("{}, … ({} in all)", all.english, names.size()),
          fmt::format("{}……（共 {} 个）", all.chinese, names.size())};
}

}  // namespace shixian::text
