#include <ostream>

#include "app/command.hpp"
#include "app/kinds.hpp"
#include "rule/schema.hpp"

namespace shixian::app {

Action declare_schema(Arguments& take, const Context& context) {
  auto kind = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const auto& each : file_kinds()) names.emplace_back(each.name);
  take.text("KIND", *kind, listed_kinds([](const FileKind& each) {
              return text::phrase("{0}", "{0}（{1}）", each.name, each.title.chinese);
            }))
      .required()
      .one_of(names);
  return [kind, &context] {
    for (const auto& each : file_kinds())
      if (each.name == *kind) context.surroundings.out << rule::json_schema(each.shape(), each.title);
    return static_cast<int>(compliant);
  };
}

}  // namespace shixian::app
