// Any bytes as a rule pack: a pack that is whole, or errors.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "rule/pack.hpp"
#include "rule/yaml.hpp"

namespace {

using namespace shixian;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_whole(const rule::Pack& pack) {
  require(!pack.id.empty() && pack.regime && !pack.rules.empty() && pack.source != nullptr);
  for (const auto& parameter : pack.parameters) require(parameter.chosen < parameter.choices.size());
  for (const auto& domain : pack.domains) require(!domain.one_of.empty());
  for (const auto& rule : pack.rules) {
    require(!rule.id.empty() && rule.place.source == pack.source);
    for (const auto& point : rule.clock.start ? rule.clock.start->points : std::vector<rule::StartPoint>())
      require(point.kind != rule::StartPoint::Kind::attribute || !point.attribute.empty());
    for (const auto& attribute : rule.same) require(!attribute.empty());
    for (const auto& example : rule.examples) require(!example.as_of.empty() || example.place.source == pack.source);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto source =
      std::make_shared<const text::Source>("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
  text::Diagnostics problems;
  const auto document = rule::parse_yaml(std::move(source), problems);
  if (document) {
    const std::vector<rule::Setting> settings{{"start", "5 hours"}, {"p.start", "policy.issued"}};
    const auto before = problems.errors();
    std::vector<rule::Pack> packs;
    if (auto pack = rule::read_pack(*document, settings, problems)) {
      check_whole(*pack);
      require(problems.errors() == before);
      packs.push_back(std::move(*pack));
    } else {
      require(problems.errors() > before);
    }
    rule::check_together(packs, settings, problems);
  }
  std::ostringstream out;
  text::print(out, problems, text::Language::chinese);
  return 0;
}
