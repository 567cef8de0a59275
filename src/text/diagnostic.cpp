#include "text/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>

#include "text/width.hpp"

namespace shixian::text {

std::string_view name(Code code) {
  static constexpr std::array names{
#define X(symbol, name) std::string_view(name),
#include "text/codes.def"
#undef X
  };
  return names[static_cast<std::size_t>(code)];
}

Diagnostic& Diagnostics::add(Severity severity, Code code, Place place, Phrase message) {
  if (severity == Severity::error) ++errors_;
  all_.push_back({severity, code, std::move(message), std::move(place), {}, {}});
  return all_.back();
}

Diagnostic& Diagnostics::error(Code code, Place place, Phrase message) {
  return add(Severity::error, code, std::move(place), std::move(message));
}

Diagnostic& Diagnostics::warning(Code code, Place place, Phrase message) {
  return add(Severity::warning, code, std::move(place), std::move(message));
}

void Diagnostics::reword(std::size_t first, const std::function<void(Phrase&)>& change) {
  for (auto i = first; i < all_.size(); ++i) {
    change(all_[i].message);
    change(all_[i].help);
    for (auto& label : all_[i].labels) change(label.text);
  }
}

namespace {

constexpr std::size_t widest_excerpt = 160;
constexpr std::size_t longest_excerpt = 1024;  // bytes; what lies beyond is not looked at
constexpr std::size_t widest_message = 1000;
constexpr std::size_t most_shown = 1000;

/// What an outsider wrote may stand in any sentence of ours, and may be of any length.
std::string sentence(const std::string& text) { return shorten(plain(text), widest_message); }

struct Painter {
  bool colour;
  std::string_view bold() const { return colour ? "\x1b[1m" : ""; }
  std::string_view tone(Severity severity) const {
    if (!colour) return "";
    switch (severity) {
      case Severity::error:
        return "\x1b[1;31m";
      case Severity::warning:
        return "\x1b[1;33m";
      case Severity::note:
        return "\x1b[1;36m";
    }
    return "";
  }
  std::string_view reset() const { return colour ? "\x1b[0m" : ""; }
};

const Phrase& word(Severity severity) {
  static const Phrase error{"error", "错误"}, warning{"warning", "警告"}, note{"note", "说明"};
  switch (severity) {
    case Severity::error:
      return error;
    case Severity::warning:
      return warning;
    case Severity::note:
      break;
  }
  return note;
}

void print_excerpt(std::ostream& out, const Place& place, const Painter& painter) {
  const auto& source = *place.source;
  const auto at = source.position(place.span.begin);
  const auto line = source.line(at.line);
  const auto start = source.line_start(at.line);
  const auto column = std::min(place.span.begin - start, line.size());
  const auto end = std::clamp(place.span.end - std::min(place.span.end, start), column, line.size());

  const auto number = std::to_string(at.line);
  const std::string margin(std::max<std::size_t>(number.size(), 4) - number.size() + 1, ' ');
  const std::string blank(margin.size() + number.size(), ' ');
  const auto before = column < longest_excerpt ? plain(line.substr(0, column)) : std::string();
  const auto marked = plain(line.substr(column, std::min(end - column, longest_excerpt)));
  const bool cut = column >= longest_excerpt || display_width(before) + display_width(marked) > widest_excerpt;
  const auto rest = plain(line.substr(column, longest_excerpt));
  const auto shown = cut ? "…" + rest : before + rest;
  const auto indent = cut ? 1 : display_width(before);
  const auto marks = std::clamp<std::size_t>(display_width(marked), 1, widest_excerpt - 1);
  out << margin << number << " | " << shorten(shown, widest_excerpt) << '\n'
      << blank << " | " << std::string(indent, ' ') << painter.bold() << '^' << std::string(marks - 1, '~')
      << painter.reset() << '\n';
}

void print_head(std::ostream& out, const Place& place, Severity severity, const std::string& message,
                std::string_view code, Language language, const Painter& painter) {
  if (place.source) {
    const auto at = place.source->position(place.span.begin);
    out << painter.bold() << plain(place.source->name()) << ':' << at.line << ':' << at.column << ": ";
  } else {
    out << painter.bold() << "shixian: ";
  }
  out << painter.reset() << painter.tone(severity) << word(severity).in(language) << painter.reset() << ": "
      << sentence(message);
  if (!code.empty()) out << " [" << code << ']';
  out << '\n';
  if (place.source && !place.source->content().empty()) print_excerpt(out, place, painter);
}

}  // namespace

void print(std::ostream& out, const Diagnostic& diagnostic, Language language, bool colour) {
  const Painter painter{colour};
  print_head(out, diagnostic.place, diagnostic.severity, diagnostic.message.in(language), name(diagnostic.code),
             language, painter);
  if (!diagnostic.help.empty())
    out << "      = " << (language == Language::chinese ? "办法：" : "help: ") << sentence(diagnostic.help.in(language))
        << '\n';
  for (const auto& label : diagnostic.labels)
    print_head(out, label.place, Severity::note, label.text.in(language), {}, language, painter);
}

void print(std::ostream& out, const Diagnostics& diagnostics, Language language, bool colour) {
  std::map<const Source*, std::size_t> order;
  for (const auto& diagnostic : diagnostics.all()) order.emplace(diagnostic.place.source.get(), order.size());
  std::vector<const Diagnostic*> sorted;
  for (const auto& diagnostic : diagnostics.all()) sorted.push_back(&diagnostic);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Diagnostic* a, const Diagnostic* b) {
    const auto left = order[a->place.source.get()], right = order[b->place.source.get()];
    return left != right ? left < right : a->place.span.begin < b->place.span.begin;
  });
  for (std::size_t i = 0; i < std::min(sorted.size(), most_shown); ++i) print(out, *sorted[i], language, colour);
  if (sorted.size() > most_shown) {
    const auto more = phrase("{} more problems are not shown", "另有 {} 个问题未显示", sorted.size() - most_shown);
    print_head(out, {}, Severity::note, more.in(language), {}, language, Painter{colour});
  }
}

}  // namespace shixian::text
