// What a report says, as JSON objects; formats put them together.
#pragma once

#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string_view>

#include "report/baseline.hpp"
#include "report/json_text.hpp"
#include "report/report.hpp"

namespace shixian::report {

/// Each function writes one object, in the words of design.md 8: times in ISO 8601 with offset at the precision they
/// were read; what does not apply is absent.
class Json {
 public:
  using Writer = rapidjson::Writer<rapidjson::OStreamWrapper>;

  Json(Writer& writer, const Report& report) : json_(writer), report_(report) {}

  void finding(const check::Finding& finding);
  void rule(const check::RuleContext& context);
  void waiver(const rule::Waiver& waiver, const check::WaiverUse& use);
  void fixed(const Fixed& one);
  void not_compared(const Known& known);
  /// A response that no trigger of the rule calls for.
  void unmatched(std::uint32_t rule, std::uint32_t response);
  /// A rule with triggers outside its time in force.
  void not_in_force(std::uint32_t rule);
  /// The events that no rule reads, by type.
  void types_held();
  void rejection(const log::Rejection& rejection);
  void remark(const check::Remark& remark);
  void summary();

  void key(std::string_view name) { text(name); }
  void text(std::string_view value) {
    const auto quoted = json_text(value);
    json_.RawValue(quoted.data(), quoted.size(), rapidjson::kStringType);
  }
  void put(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }

 private:
  void number(std::string_view name, std::uint64_t value);
  void flag(std::string_view name, bool value);
  void event(std::string_view name, std::uint32_t event);
  void place(std::uint32_t event);

  Writer& json_;
  const Report& report_;
};

}  // namespace shixian::report
