#include "report/units.hpp"

#include <array>

#include "text/cell.hpp"

namespace shixian::report {

namespace {

constexpr std::array names{"unit",       "单位",     "责任单位", "承办单位",     "牵头单位",     "主办单位",
                           "department", "部门",     "责任部门", "处室",         "责任处室",     "牵头处室",
                           "承办处室",   "起草处室", "agency",   "organisation", "organization", "office"};

std::uint32_t event_of(const check::Finding& finding) {
  return finding.trigger != check::none ? finding.trigger : finding.response;
}

}  // namespace

Units::Units(const Report& report) : report_(report) {
  for (const auto* name : names)
    if (const auto* column = report.log.events.attribute(name)) columns_.push_back(column);
}

Unit Units::of(const check::Finding& finding) const {
  Unit unit{name_of(finding), {}};
  const auto& context = report_.findings.rules[finding.rule];
  if (finding.entity != check::none)
    unit.from = text::phrase("what the duty is for: {}", "义务的对象：{}", context.entity_attribute);
  else if (const auto* column = column_of(event_of(finding)))
    unit.from = text::phrase("the ledger: {}", "台账：{}", column->name);
  else if (!unit.name.empty())
    unit.from = {"owner of the rule", "规则的责任单位"};
  return unit;
}

const std::string& Units::name_of(const check::Finding& finding) const {
  const auto& written = written_name(finding);
  const auto [known, is_new] = known_.try_emplace(&written, nullptr);
  if (is_new) known->second = first_written_.try_emplace(text::folded(written), &written).first->second;
  return *known->second;
}

const std::string& Units::written_name(const check::Finding& finding) const {
  const auto& context = report_.findings.rules[finding.rule];
  if (finding.entity != check::none) return context.entities[finding.entity];
  const auto event = event_of(finding);
  if (const auto* column = column_of(event)) return column->values.at(column->codes[event]);
  return context.rule->owner;
}

const log::Attribute* Units::column_of(std::uint32_t event) const {
  if (event == check::none) return nullptr;
  for (const auto* column : columns_)
    if (const auto code = column->codes[event]; code != log::no_value && !column->values.at(code).empty())
      return column;
  return nullptr;
}

std::vector<std::string> Units::attributes() const {
  std::vector<std::string> list;
  for (const auto* column : columns_) list.push_back(column->name);
  return list;
}

}  // namespace shixian::report
