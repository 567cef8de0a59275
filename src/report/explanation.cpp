#include "report/explanation.hpp"

#include <array>
#include <ostream>

#include "check/evidence.hpp"
#include "check/other_counting.hpp"
#include "report/baseline.hpp"
#include "report/entry.hpp"
#include "report/words.hpp"
#include "rule/sentences.hpp"
#include "text/width.hpp"

namespace shixian::report {

using check::Finding;
using text::Phrase;

namespace {

class Explanation {
 public:
  Explanation(const Report& report, const Finding& finding, std::ostream& out)
      : report_(report),
        finding_(finding),
        context_(report.findings.rules[finding.rule]),
        entry_(entry_of(report, finding)),
        out_(out) {}

  void write() {
    write_duty();
    write_facts();
    write_reckoning();
    write_margin();
    out_ << '\n';
    line({"fingerprint  ", "指纹  "}, check::fingerprint(finding_, report_.findings, report_.log));
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }
  void line(const Phrase& label, const std::string& value) { out_ << say(label) << text::plain(value) << '\n'; }
  void heading(const Phrase& phrase) {
    out_ << '\n' << (report_.colour ? "\x1b[1m" + say(phrase) + "\x1b[0m" : say(phrase)) << '\n';
  }

  void write_duty() {
    const auto& rule = *context_.rule;
    line({}, rule.id + "  " + say(rule.title));
    line({"  ", "  "}, citation_of(report_, context_));
    for (const auto& sentence : rule::sentences(rule, *context_.pack)) line({"  ", "  "}, say(sentence));
    for (const auto& name : rule.parameters)
      for (const auto& parameter : context_.pack->parameters)
        if (parameter.name == name)
          line({"  as read by ", "  按读法 "}, name + say({": ", "："}) + say(parameter.title) +
                                                   say({", here ", "，此处取"}) +
                                                   say(parameter.choices[parameter.chosen].title));
  }

  void write_event(const Phrase& label, std::uint32_t event, const std::string& time) {
    if (event == check::none) return;
    const auto& events = report_.log.events;
    line(label, events.types().at(events.type(event)) + "  " + time + "  " + place_of(report_, event));
    std::string attributes;
    for (const auto& attribute : events.attributes())
      if (attribute.codes[event] != log::no_value)
        attributes += (attributes.empty() ? "" : say({", ", "，"})) + attribute.name + "=" +
                      text::shorten(attribute.values.at(attribute.codes[event]), 60);
    if (!attributes.empty()) line({"              ", "          "}, attributes);
  }

  void write_facts() {
    heading(text::phrase("{}: {}", "{}：{}", entry_.verdict,
                         entry_.subject.empty() ? say({"no key tells it from others", "没有键值"}) : entry_.subject));
    write_event({"  trigger     ", "  触发    "}, finding_.trigger, entry_.trigger);
    write_event({"  response    ", "  回应    "}, finding_.response, entry_.response);
    if (!entry_.deadline.empty()) line({"  deadline    ", "  截止    "}, entry_.deadline);
    if (!entry_.overdue.empty()) line({"  overdue     ", "  逾期    "}, entry_.overdue);
    if (!entry_.reason.empty()) line({"  reason      ", "  说明    "}, entry_.reason);
    if (!entry_.waiver.empty()) line({"  waived      ", "  豁免    "}, entry_.waiver);
    if (!entry_.change.empty()) line({"  baseline    ", "  较基线  "}, entry_.change);
    if (finding_.provisional)
      line({"  provisional ", "  暂定    "},
           say({"the deadline lies outside the years of the calendar, where weekends alone decide",
                "截止日期超出日历年份，只按周末推算"}));
  }

  void write_reckoning() {
    if (finding_.reckoning == check::none) return;
    const auto& reckoning = report_.findings.reckonings[finding_.reckoning];
    heading({"how the deadline was reckoned", "截止日期的推算"});
    if (reckoning.last_day && reckoning.due.empty() && reckoning.regime)
      line({"  ", "  "}, say(reckoning.regime->source));
    if (const auto& calendar = *context_.calendar; calendar.covered_to() >= calendar.covered_from())
      line({"  ", "  "}, calendar.id() + say({": ", "："}) + say(calendar.title()));
    write_steps(time::steps(reckoning, *context_.calendar, context_.pack->zone), report_.language, "  ", out_);
  }

  void write_margin() {
    const auto margin = check::margin(finding_, report_.findings, report_.log);
    const auto others = check::other_countings(finding_, report_.findings, report_.log);
    if (margin.empty() && others.empty()) return;
    heading({"what the verdict hangs on", "结论取决于什么"});
    if (!margin.empty()) line({"  ", "  "}, say(margin));
    for (const auto& other : others) line({"  ", "  "}, say(told(other, finding_.judged())));
    if (!others.empty()) line({"  ", "  "}, say(why_other_countings()));
  }

  const Report& report_;
  const Finding& finding_;
  const check::RuleContext& context_;
  const Entry entry_;
  std::ostream& out_;
};

const Phrase& weekday(time::Day day) {
  static const std::array<Phrase, 7> names{{{"Sunday", "星期日"},
                                            {"Monday", "星期一"},
                                            {"Tuesday", "星期二"},
                                            {"Wednesday", "星期三"},
                                            {"Thursday", "星期四"},
                                            {"Friday", "星期五"},
                                            {"Saturday", "星期六"}}};
  return names[std::chrono::weekday(day).c_encoding()];
}

}  // namespace

std::string dated(time::Day day, text::Language language) {
  constexpr std::size_t longest_english = 9, longest_chinese = 6;
  return time::iso(day) + ' ' +
         text::pad_right(weekday(day).in(language),
                         language == text::Language::english ? longest_english : longest_chinese) +
         "  ";
}

void write_steps(const std::vector<time::Step>& steps, text::Language language, std::string_view indent,
                 std::ostream& out) {
  for (const auto& step : steps)
    out << indent << dated(step.day, language) << (step.number > 0 ? fmt::format("{:>3}", step.number) : "  -") << "  "
        << text::plain(step.text.in(language)) << '\n';
}

void write_explanation(const Report& report, const Finding& finding, std::ostream& out) {
  Explanation(report, finding, out).write();
}

}  // namespace shixian::report
