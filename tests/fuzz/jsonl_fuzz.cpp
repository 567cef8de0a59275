// Any bytes as JSON lines or a JSON array: nothing crashes, the number of threads changes nothing, and every row is an
// event, a rejection or blank.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "log/read.hpp"

namespace {

using namespace shixian;

void require(bool holds) {
  if (!holds) std::abort();
}

log::Log read(const std::string& bytes, unsigned threads) {
  log::Log log;
  text::Diagnostics out;
  log::read_ledger("fuzz.jsonl", bytes, log::default_mapping(), {time::Zone::utc(), threads, {}}, log, out);
  return log;
}

void compare(const std::string& bytes) {
  const auto one = read(bytes, 1), many = read(bytes, 3);
  require(one.events.size() == many.events.size() && one.rejections.size() == many.rejections.size());
  for (std::uint32_t event = 0; event < one.events.size(); ++event)
    require(one.events.where(event).row == many.events.where(event).row);
  for (const auto& origin : one.events.origins())
    require(origin.events == one.events.size() && origin.rows <= origin.events + one.rejections.size());
  for (const auto& attribute : one.events.attributes()) require(attribute.codes.size() == one.events.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string object = R"({"case":"1","event":"a","time":"2020-06-18"})";
  compare(bytes);
  compare(object + "\n" + bytes);
  compare("[" + object + "," + bytes);
  std::string often;  // long enough to be divided
  while (size > 0 && size < 4096 && often.size() < (std::size_t{200} << 10)) often += object + "\n" + bytes + "\n";
  if (!often.empty()) compare(often);
  return 0;
}
