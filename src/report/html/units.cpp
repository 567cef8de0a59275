#include "report/html/units.hpp"

#include <array>

namespace shixian::report::html {

namespace {

constexpr std::array names{"unit",       "单位",     "责任单位", "承办单位",     "牵头单位",     "主办单位",
                           "department", "部门",     "责任部门", "处室",         "责任处室",     "牵头处室",
                           "承办处室",   "起草处室", "agency",   "organisation", "organization", "office"};

}  // namespace

Units::Units(const Report& report) : report_(report) {
  for (const auto* name : names)
    if (const auto* column = report.log.events.attribute(name)) columns_.push_back(column);
}

const std::string& Units::of(const check::Finding& finding) const {
  const auto& context = report_.findings.rules[finding.rule];
  if (finding.entity != check::none) return context.entities[finding.entity];
  const auto event = finding.trigger != check::none ? finding.trigger : finding.response;
  if (event != check::none)
    for (const auto* column : columns_)
      if (const auto code = column->codes[event]; code != log::no_value && !column->values.at(code).empty())
        return column->values.at(code);
  return context.rule->owner;
}

std::vector<std::string> Units::attributes() const {
  std::vector<std::string> list;
  for (const auto* column : columns_) list.push_back(column->name);
  return list;
}

}  // namespace shixian::report::html
