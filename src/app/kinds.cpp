#include "app/kinds.hpp"

#include <array>

#include "log/mapping.hpp"
#include "rule/pack_shape.hpp"
#include "rule/requirements.hpp"
#include "rule/test_file.hpp"
#include "rule/waivers.hpp"
#include "time/calendar.hpp"

namespace shixian::app {

std::span<const FileKind> file_kinds() {
  static const std::array kinds{
      FileKind{"pack", {"rule pack", "规则包"}, rule::pack_shape},
      FileKind{"mapping", {"mapping", "台账映射"}, log::mapping_shape},
      FileKind{"test", {"test file", "测试文件"}, rule::test_shape},
      FileKind{"calendar", {"calendar", "日历"}, time::calendar_shape},
      FileKind{"waivers", {"waivers", "豁免"}, rule::waivers_shape},
      FileKind{"requirements", {"list of requirements", "要求清单"}, rule::requirements_shape},
  };
  return kinds;
}

const FileKind* kind_of(const text::Document& document) {
  for (const auto& kind : file_kinds()) {
    const auto& first = kind.shape().keys.front().word;
    for (const auto& entry : document.root.entries)
      if (entry.key == first.english || entry.key == first.chinese) return &kind;
  }
  return nullptr;
}

}  // namespace shixian::app
