#include <ostream>

#include "app/command.hpp"
#include "app/kinds.hpp"
#include "rule/schema.hpp"

namespace shixian::app {

Action declare_schema(CLI::App& app, const Context& context) {
  auto kind = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const auto& each : file_kinds()) names.emplace_back(each.name);
  app.add_option("KIND", *kind,
                 context.say({"pack, mapping, test, calendar, waivers or requirements",
                              "pack（规则包）、mapping（映射）、test（测试）、calendar（日历）、waivers（豁免）或 "
                              "requirements（要求清单）"}))
      ->required()
      ->check(CLI::IsMember(names));
  return [kind, &context] {
    for (const auto& each : file_kinds())
      if (each.name == *kind) context.surroundings.out << rule::json_schema(each.shape(), each.title);
    return static_cast<int>(compliant);
  };
}

}  // namespace shixian::app
