#include "condition/function.hpp"

#include <algorithm>
#include <array>

namespace shixian::condition {
namespace {

constexpr std::array signatures{
    Signature{"size", Function::size, 1, 0, 0},
    Signature{"startsWith", Function::starts_with, 0, 1, 1},
    Signature{"endsWith", Function::ends_with, 0, 1, 1},
    Signature{"contains", Function::contains, 0, 1, 1},
    Signature{"matches", Function::matches, 2, 1, 1},
    Signature{"int", Function::to_int, 1, -1, -1},
    Signature{"double", Function::to_double, 1, -1, -1},
    Signature{"string", Function::to_string, 1, -1, -1},
    Signature{"bool", Function::to_bool, 1, -1, -1},
    Signature{"timestamp", Function::to_timestamp, 1, -1, -1},
    Signature{"duration", Function::to_duration, 1, -1, -1},
    Signature{"dyn", Function::to_dyn, 1, -1, -1},
    Signature{"getFullYear", Function::full_year, 0, 0, 1},
    Signature{"getMonth", Function::month, 0, 0, 1},
    Signature{"getDate", Function::date, 0, 0, 1},
    Signature{"getDayOfMonth", Function::day_of_month, 0, 0, 1},
    Signature{"getDayOfWeek", Function::day_of_week, 0, 0, 1},
    Signature{"getDayOfYear", Function::day_of_year, 0, 0, 1},
    Signature{"getHours", Function::hours, 0, 0, 1},
    Signature{"getMinutes", Function::minutes, 0, 0, 1},
    Signature{"getSeconds", Function::seconds, 0, 0, 1},
    Signature{"getMilliseconds", Function::milliseconds, 0, 0, 1},
};

constexpr std::array<std::string_view, 6> macros{"has", "all", "exists", "exists_one", "filter", "map"};
constexpr std::array<std::string_view, 5> outside{"uint", "bytes", "type", "transformList", "transformMap"};

}  // namespace

const Signature* find_function(std::string_view name) {
  const auto found =
      std::find_if(signatures.begin(), signatures.end(), [&](const Signature& one) { return one.name == name; });
  return found == signatures.end() ? nullptr : &*found;
}

const std::vector<std::string>& function_names() {
  static const auto names = [] {
    std::vector<std::string> all;
    for (const auto& signature : signatures) all.emplace_back(signature.name);
    all.insert(all.end(), macros.begin(), macros.end());
    return all;
  }();
  return names;
}

bool is_outside_subset(std::string_view name) {
  return std::find(outside.begin(), outside.end(), name) != outside.end();
}

}  // namespace shixian::condition
