#include <ostream>

#include "app/command.hpp"
#include "app/kinds.hpp"
#include "rule/schema.hpp"

namespace shixian::app {

Action declare_schema(Arguments& take, const Context& context) {
  auto kind = std::make_shared<std::string>();
  std::vector<std::string> names;
  text::Phrase listed;
  for (const auto& each : file_kinds()) {
    listed.english += (names.empty() ? "" : ", ") + std::string(each.name);
    listed.chinese += (names.empty() ? "" : "、") + std::string(each.name) + "（" + each.title.chinese + "）";
    names.emplace_back(each.name);
  }
  take.text("KIND", *kind, listed).required().one_of(names);
  return [kind, &context] {
    for (const auto& each : file_kinds())
      if (each.name == *kind) context.surroundings.out << rule::json_schema(each.shape(), each.title);
    return static_cast<int>(compliant);
  };
}

}  // namespace shixian::app
