// Times and periods as anybody might write them: whatever is read must be sane, and what is printed must be read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "time/period.hpp"
#include "time/written.hpp"

namespace {

using namespace shixian;

void require(bool holds) {
  if (!holds) std::abort();
}

void times(std::string_view written, const time::WrittenOptions& options, const time::Zone& zone) {
  text::Phrase why;
  const auto moment = time::read_time(written, zone, options, why);
  require(moment.has_value() == why.empty());
  if (!moment) return;
  require(moment->known() && moment->first <= moment->last);
  const auto again = time::read_time(time::iso(*moment), zone, {}, why);
  require(again && again->precision == moment->precision);
  require(moment->precision == time::Precision::day || again->first == moment->first);
}

void periods(std::string_view written) {
  text::Phrase why;
  const auto period = time::read_period(written, why);
  require(period.has_value() == why.empty());
  if (!period) return;
  require(time::read_period(time::describe(*period).english, why) == period);
  require(time::read_period(time::describe(*period).chinese, why) == period);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const time::Zone zones[] = {*time::Zone::find("Asia/Shanghai"), *time::Zone::find("Europe/Berlin")};
  if (size < 1) return 0;
  time::WrittenOptions options;
  options.order = static_cast<time::DateOrder>(data[0] % 3);
  options.excel_serials = (data[0] & 0x10) != 0;
  options.epoch = (data[0] & 0x20) != 0;
  const std::string_view written(reinterpret_cast<const char*>(data + 1), size - 1);
  for (const auto& zone : zones) times(written, options, zone);
  periods(written);
  text::Phrase why;
  const auto day = time::read_day(written, why);
  require(day.has_value() == why.empty());
  return 0;
}
