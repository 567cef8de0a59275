// Any bytes as a ledger: nothing crashes, the number of threads changes nothing, and every row is an event, a rejection
// or blank.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "log/parse/records.hpp"
#include "log/read.hpp"

namespace {

using namespace shixian;

void require(bool holds) {
  if (!holds) std::abort();
}

void compare_markers(std::string_view text) {
  log::Records fast(text, ',', log::best_marker()), plain(text, ',', &log::mark_plainly);
  while (fast.next()) {
    require(plain.next() && fast.count() == plain.count() && fast.raw() == plain.raw());
    for (std::size_t i = 0; i < fast.cells().size(); ++i) require(fast.cells()[i] == plain.cells()[i]);
  }
  require(!plain.next());
}

void compare_pieces(std::string_view text) {
  log::Records whole(text, ',');
  std::uint64_t number = 0;
  for (const auto& piece : log::cut(text, ',', 5)) {
    require(piece.records_before == number);
    for (log::Records part(piece.text, ','); part.next(); ++number) require(whole.next() && whole.raw() == part.raw());
  }
  require(!whole.next());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  compare_markers(bytes);
  compare_pieces(bytes);
  const log::ReadOptions options{time::Zone::utc(), 1, {}};
  for (const auto* header : {"", "case,event,time\n"}) {
    log::Log log;
    text::Diagnostics out;
    log::read_ledger("fuzz.csv", header + std::string(bytes), log::default_mapping(), options, log, out);
    for (const auto& origin : log.events.origins()) require(origin.events == log.events.size());
    for (const auto& attribute : log.events.attributes()) require(attribute.codes.size() == log.events.size());
  }
  return 0;
}
