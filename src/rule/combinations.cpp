#include "rule/combinations.hpp"

namespace shixian::rule {

void refuse_unclear_combinations(text::Fields&, const Rule&) {}

}  // namespace shixian::rule
