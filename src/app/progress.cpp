#include "app/progress.hpp"

#include <ostream>

namespace shixian::app {

log::Progress Progress::callback() {
  const bool wanted = context_.surroundings.err_is_terminal && context_.surroundings.env("CI").empty();
  if (!wanted) return {};
  return [this](std::uint64_t done, std::uint64_t total) { show(done, total); };
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  shown_ = true;
  const auto text = total > 0 ? text::phrase("reading {}%", "正在读取 {}%", done * 100 / total)
                              : text::phrase("reading {} MB", "正在读取 {} MB", done / 1'000'000);
  context_.surroundings.err << '\r' << context_.say(text) << "   " << std::flush;
}

void Progress::clear() {
  if (shown_) context_.surroundings.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace shixian::app
