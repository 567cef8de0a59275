// Written exceptions: which findings are waived, why, by whom and until when.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/document.hpp"
#include "text/shape.hpp"
#include "time/moment.hpp"

namespace shixian::rule {

struct Waiver {
  std::string id;
  std::string rule;                                        ///< id of the rule
  std::vector<std::pair<std::string, std::string>> match;  ///< keys or entity of the obligation, each as given
  std::string fingerprint;                                 ///< or that of the one finding that is meant
  std::string reason;
  std::string approved_by;
  time::Day approved_on;
  time::Day expires;  ///< the last day on which it holds
  std::string evidence;
  text::Place place;
};

/// A file of waivers:
///     shixian-waivers: 1
///     waivers:
///     - id: W-2020-01
///       rule: interpretation-within-3-working-days
///       match: {doc_no: 筑卫发〔2020〕12号}        # or fingerprint: 5ab6201c24fe6e26534b91d01eef23ee
///       reason: 政策文件内容敏感，解读材料须报上级审定
///       approved-by: 局办公会
///       approved-on: 2020-07-01
///       expires: 2020-12-31
///       evidence: 局办公会纪要〔2020〕8号
/// Every key but `evidence` is needed, of `match` and `fingerprint` one; ids are unique; none expires before it was
/// approved. nullopt ⇔ errors were added.
std::optional<std::vector<Waiver>> read_waivers(const text::Document& document, text::Diagnostics& out);

/// The keys of such a file, for reading, translating and the schema.
const text::Shape& waivers_shape();

}  // namespace shixian::rule
