// Any bytes as XES: nothing crashes, it does not matter how the bytes are divided into pieces, and every row is an
// event or a rejection.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "log/parse/xes.hpp"
#include "log/read.hpp"

namespace {

using namespace shixian;

void require(bool holds) {
  if (!holds) std::abort();
}

class Kept final : public log::XesSink {
 public:
  explicit Kept(log::Paths& paths) : paths_(paths) {}
  void event(std::uint64_t line, std::span<const log::PathValue> values) override {
    all += std::to_string(line);
    for (const auto& value : values) all.append(" ").append(paths_.path(value.node)).append("=").append(value.text);
    all += '\n';
  }
  void reject(std::uint64_t line, std::string_view text, const text::Phrase& reason) override {
    all.append(std::to_string(line)).append(" ").append(text).append(": ").append(reason.english).append("\n");
  }
  std::string all;

 private:
  log::Paths& paths_;
};

std::string read(std::string_view bytes, std::size_t step) {
  log::Paths paths('/');
  Kept kept(paths);
  log::XesReader reader(paths, kept);
  bool good = true;
  for (; good && !bytes.empty(); bytes.remove_prefix(std::min(step, bytes.size())))
    good = reader.feed(bytes.substr(0, step));
  if (good) reader.finish();
  if (reader.failure) kept.all += reader.failure->english;
  return kept.all;
}

void compare(const std::string& bytes) {
  require(read(bytes, bytes.size() + 1) == read(bytes, 7));
  log::Log log;
  text::Diagnostics out;
  log::read_ledger("fuzz.xes", bytes, log::default_mapping(), {time::Zone::utc(), 3, {}}, log, out);
  for (const auto& origin : log.events.origins())
    require(origin.events == log.events.size() && origin.rows <= origin.events + log.rejections.size());
  for (const auto& attribute : log.events.attributes()) require(attribute.codes.size() == log.events.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  compare(bytes);
  compare(
      "<log><trace><string key='concept:name' value='1'/><event><string key='concept:name' value='a'/><date "
      "key='time:timestamp' value='2020-06-18'/>" +
      bytes);
  return 0;
}
