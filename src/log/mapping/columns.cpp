#include "log/mapping/columns.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "log/rows/cell.hpp"
#include "text/suggest.hpp"

namespace shixian::log {

Columns::Columns(const std::string& file, const std::vector<std::string>& header, const text::Phrase& doubt)
    : file_(file), header_(header), doubt_(doubt) {
  for (std::uint32_t column = 0; column < header.size(); ++column)
    by_name_[column_key(header[column])].push_back(column);
}

bool Columns::has(const std::string& name) const { return by_name_.contains(column_key(name)); }

text::Phrase Columns::list(const std::vector<std::string>& header) {
  constexpr std::size_t most_listed = 40, longest_name = 30;
  std::vector<std::string> names;
  for (const auto& name : header)
    if (!name.empty() && names.size() < most_listed) names.push_back(excerpt(name, longest_name));
  const auto* more = header.size() > most_listed ? "…" : "";
  return {fmt::format("its columns are: {}{}", fmt::join(names, ", "), more),
          fmt::format("它的列是：{}{}", fmt::join(names, "、"), more)};
}

std::optional<std::uint32_t> Columns::find(const Named& column, text::Diagnostics& out) {
  const auto key = column_key(column.text);
  const auto found = by_name_.find(key);
  if (found != by_name_.end() && found->second.size() == 1) return found->second.front();
  if (!reported_.insert(key).second) return std::nullopt;
  if (found != by_name_.end()) {
    out.error(text::Code::duplicate_column, column.place,
              text::phrase("'{}' has the column '{}' more than once: columns {} and {}",
                           "“{}”有不止一列叫“{}”：第 {} 列和第 {} 列", file_, column.text, found->second[0] + 1,
                           found->second[1] + 1))
        .with_help({"give the columns different names in the ledger", "请在台账中给这些列起不同的名字"});
    return std::nullopt;
  }
  auto help = list();
  if (const auto near = text::nearest(column.text, header_))
    help = text::phrase("did you mean '{0}'? {1}", "是否想写“{0}”？{2}", *near, help.english, help.chinese);
  if (!doubt_.empty())
    help = {fmt::format("{}. {}", help.english, doubt_.english), fmt::format("{}。{}", help.chinese, doubt_.chinese)};
  out.error(text::Code::unknown_column, column.place,
            text::phrase("'{}' has no column '{}'", "“{}”没有“{}”这一列", file_, column.text))
      .with_help(std::move(help));
  return std::nullopt;
}

}  // namespace shixian::log
