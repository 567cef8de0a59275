// Batches of rows stamped alike: at least 10 rows of one ledger that record the same type of event at the very same
// time, to the minute or finer, and that are at least 50, or at least one in a hundred of its events of that type.
// Midnight, at the beginning of a day or at its end, is how a date is written where a time is asked for.
#include <algorithm>

#include "check/integrity/inspection.hpp"

namespace shixian::check {

namespace {

constexpr std::size_t fewest_rows = 10, always_told = 50, one_in = 100;

bool is_to_the_minute(const time::Moment& moment) {
  if (moment.precision != time::Precision::minute && moment.precision != time::Precision::instant) return false;
  using std::chrono::days;
  const time::LocalTime local{moment.first.time_since_epoch() + std::chrono::minutes{moment.offset}};
  const bool ends_a_day = std::chrono::ceil<days>(local) - local == std::chrono::microseconds{1};
  return local != std::chrono::floor<days>(local) && !ends_a_day;
}

}  // namespace

void look_for_same_instants(Inspection& inspection, std::vector<Remark>& out) {
  const auto& events = inspection.events;
  for (const auto& series : inspection.series()) {
    const auto& all = series.events;
    std::size_t most = 0;
    std::uint32_t largest = none;
    Remark remark;
    for (std::size_t i = 0; i < all.size();) {
      const auto moment = events.moment(all[i]);
      auto end = i + 1;
      std::size_t rows = 1;
      for (; end < all.size(); ++end) {
        const auto next = events.moment(all[end]);
        if (next.first != moment.first || next.last != moment.last) break;
        if (!inspection.same_row(all[end], all[end - 1])) ++rows;
      }
      const bool many = rows >= fewest_rows && (rows >= always_told || rows * one_in >= all.size());
      if (many && is_to_the_minute(moment)) {
        remark.count += rows;
        remark.at.insert(remark.at.end(), all.begin() + static_cast<std::ptrdiff_t>(i),
                         all.begin() + static_cast<std::ptrdiff_t>(i + std::min<std::size_t>(rows, most_places)));
        if (rows > most) most = rows, largest = all[i];
      }
      i = end;
    }
    if (largest == none) continue;
    remark.what = text::phrase(
        "'{0}': rows that record '{1}' at the very same time as many others: {2} (the most: {3} rows at {4}); a time "
        "that an import or a later entry stamped is not when it happened: check it against the originals",
        "“{0}”：与许多行同一时刻记录“{1}”的行 {2} 行（最多的是 {4}，{3} "
        "行）；导入或补录时统一填写的时刻不是事情发生的时刻，"
        "请对照原件核实",
        inspection.file(largest), inspection.type(largest), remark.count, most, inspection.shown(largest));
    out.push_back(std::move(remark));
  }
}

}  // namespace shixian::check
