#include "rule/lint.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>

#include "rule/patterns.hpp"

namespace shixian::rule {

namespace {

using text::Phrase;

const std::array kinds{
#define X(symbol, code, english, chinese) LintKind{code, {english, chinese}},
#include "rule/lints.def"
#undef X
};

std::optional<std::string> whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

struct Named {
  std::set<std::string> attributes;
  std::set<std::string> types;
};

/// All that a rule reads of events.
Named named_in(const Rule& rule) {
  Named named;
  const auto name = [&](const std::string& attribute) {
    if (!attribute.empty()) named.attributes.insert(attribute);
  };
  const auto name_all = [&](const std::vector<std::string>& attributes) {
    for (const auto& attribute : attributes) name(attribute);
  };
  const auto name_aggregate = [&](const Aggregate& aggregate) {
    name(aggregate.attribute);
    name_all(aggregate.attributes);
  };
  for (const auto* pattern : patterns_of(rule)) named.types.insert(pattern->types.begin(), pattern->types.end());
  for (const auto* condition : conditions_of(rule)) name_all(condition->names());
  if (rule.scope.of) name(rule.scope.of->attribute);
  name(rule.scope.during);
  name(rule.demand.distinct);
  if (rule.demand.ratio) name_aggregate(rule.demand.ratio->of), name_aggregate(rule.demand.ratio->to);
  if (rule.demand.reconcile) {
    name_aggregate(rule.demand.reconcile->with);
    name(rule.demand.reconcile->figure);
    name(rule.demand.reconcile->during);
  }
  name_all(rule.demand.required);
  name_all(rule.same);
  if (rule.clock.start)
    for (const auto& point : rule.clock.start->points) name(point.attribute);
  for (const auto& pause : rule.clock.pauses) name_all(pause.same);
  return named;
}

/// The words of the logs of a rule's examples: event types, and the names before '='.
Named shown_in(const Rule& rule) {
  Named shown;
  for (const auto& example : rule.examples) {
    std::istringstream lines(example.log);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      for (std::string word; words >> word;) {
        const auto equals = word.find('=');
        if (equals != std::string::npos)
          shown.attributes.insert(word.substr(0, equals));
        else
          shown.types.insert(word);
      }
    }
  }
  return shown;
}

class Linter {
 public:
  Linter(const Pack& pack, const std::string& sources) : pack_(pack), sources_(sources) {}

  std::vector<LintFinding> run() {
    read_source();
    one_language(pack_.title, pack_.place);
    for (const auto& rule : pack_.rules) {
      one_language(rule.title, rule.place);
      citation(rule);
      examples(rule);
      limits(rule);
      force(rule);
      shown(rule);
    }
    domains();
    return std::move(found_);
  }

 private:
  void report(Lint lint, const text::Place& place, Phrase message) {
    found_.push_back({lint, place, std::move(message)});
  }

  void read_source() {
    if (sources_.empty() || pack_.source_text.empty()) return;
    source_ = whole_file(sources_ + "/" + pack_.source_text);
    if (!source_)
      report(Lint::no_source_text, pack_.place,
             text::phrase("the folder '{}' does not hold '{}'", "目录“{}”中没有“{}”", sources_, pack_.source_text));
  }

  void one_language(const Phrase& title, const text::Place& place) {
    if (title.english == title.chinese)
      report(Lint::one_language, place,
             text::phrase("the title '{}' stands in one language only; write title: {{zh: …, en: …}}",
                          "标题“{}”只有一种语言；请写 title: {{zh: …, en: …}}", title.english));
  }

  void citation(const Rule& rule) {
    const bool has_source = !pack_.issuer.empty() || pack_.issued || !pack_.source_text.empty();
    if (has_source && rule.cite.quote.empty())
      report(Lint::no_quote, rule.place,
             text::phrase("'{}' quotes nothing; write cite: {{quote: …}}", "“{}”没有引文；请写 cite: {{quote: …}}",
                          rule.id));
    if (has_source && rule.cite.requirements.empty())
      report(Lint::no_requirement, rule.place,
             text::phrase("'{}' names no requirement; write cite: {{requirement: …}}",
                          "“{}”没有写明要求编号；请写 cite: {{requirement: …}}", rule.id));
    if (source_ && !rule.cite.quote.empty() && source_->find(rule.cite.quote) == std::string::npos)
      report(Lint::quote_not_found, rule.place,
             text::phrase("'{0}': “{1}” does not stand in {2}", "“{0}”：{2} 中没有“{1}”", rule.id, rule.cite.quote,
                          pack_.source_text));
  }

  void examples(const Rule& rule) {
    bool met = false, violated = false;
    for (const auto& example : rule.examples)
      for (const auto& verdict : example.verdicts) {
        met = met || verdict == "met";
        violated = violated || verdict == "late" || verdict == "missing" || verdict == "breached";
      }
    if (!met)
      report(Lint::no_met_example, rule.place,
             text::phrase("'{}' has no example that is met", "“{}”没有“已履行”的示例", rule.id));
    if (!violated)
      report(Lint::no_violating_example, rule.place,
             text::phrase("'{}' has no example that is late, missing or breached", "“{}”没有逾期、未履行或违反的示例",
                          rule.id));
    for (const auto& example : rule.examples)
      for (const auto& [name, entities] : example.rosters)
        if (!rule.scope.of || rule.scope.of->roster != name)
          if (!uses_roster(rule, name))
            report(Lint::unused_roster, example.place,
                   text::phrase("'{}' does not use the roster '{}'", "“{}”用不到名册“{}”", rule.id, name));
  }

  bool uses_roster(const Rule& rule, const std::string& name) const {
    for (const auto& id : rule.scope.violations_of)
      for (const auto& other : pack_.rules)
        if (other.id == id && other.scope.of && other.scope.of->roster == name) return true;
    return false;
  }

  /// Holds a table of limits against every value of the one attribute it reads, where the pack lists them.
  void limits(const Rule& rule) {
    const auto& table = rule.clock.within;
    if (table.empty() || !table.front().where) return;
    std::set<std::string> names;
    for (const auto& limit : table)
      if (limit.where) names.insert(limit.where->names().begin(), limit.where->names().end());
    const auto domain = std::find_if(pack_.domains.begin(), pack_.domains.end(), [&](const Domain& one) {
      return names.size() == 1 && one.attribute == *names.begin();
    });
    if (domain == pack_.domains.end()) return;
    std::vector<bool> reached(table.size());
    for (const auto& value : domain->one_of) {
      const auto row = std::find_if(table.begin(), table.end(), [&](const Limit& limit) {
        if (!limit.where) return true;
        const std::vector<condition::Binding> bindings{{condition::Value{value}, {}}};
        const auto outcome = limit.where->holds(bindings);
        return outcome.value && std::get<bool>(outcome.value->of);
      });
      if (row != table.end())
        reached[static_cast<std::size_t>(row - table.begin())] = true;
      else
        report(Lint::limit_hole, table.front().place,
               text::phrase("'{}': no row of the table applies to {} '{}'", "“{}”：期限表没有适用于 {} 为“{}”的行",
                            rule.id, domain->attribute, value));
    }
    for (std::size_t i = 0; i < table.size(); ++i)
      if (!reached[i])
        report(Lint::unreachable_limit, table[i].place,
               text::phrase("'{}': no value of {} reaches this row", "“{}”：{} 的任何取值都用不到这一行", rule.id,
                            domain->attribute));
  }

  void force(const Rule& rule) {
    const auto& own = rule.in_force;
    const auto& scope = rule.scope;
    if (scope.kind != Scope::Kind::period || scope.every == time::SpanUnit::log || !own.from || !own.to) return;
    const auto first = time::span_of(scope.every, *own.from);
    if (first.last > *own.to)
      report(Lint::never_in_force, rule.place,
             text::phrase("'{}' is in force on the last day of none of its periods: the first, {}, ends on {}",
                          "“{}”在任何期间的最后一日都不生效：首个期间 {} 至 {} 结束", rule.id, time::label(first),
                          time::iso(first.last)));
  }

  void shown(const Rule& rule) {
    if (rule.examples.empty()) return;
    const auto named = named_in(rule), shown = shown_in(rule);
    for (const auto& attribute : named.attributes)
      if (!shown.attributes.contains(attribute) && attribute.find('.') == std::string::npos)
        report(Lint::unshown_attribute, rule.place,
               text::phrase("'{}': no example carries '{}'", "“{}”：没有示例带有“{}”", rule.id, attribute));
    std::set<std::string> ends;
    for (const auto& pause : rule.clock.pauses)
      for (const auto& type : pause.to.types) ends.insert(type);
    for (const auto& type : named.types) {
      if (shown.types.contains(type)) continue;
      if (ends.contains(type))
        report(Lint::endless_pause, rule.place,
               text::phrase("'{}': no example shows that '{}' ends the pause", "“{}”：没有示例表明“{}”会结束中止",
                            rule.id, type));
      else
        report(Lint::unshown_event, rule.place,
               text::phrase("'{}': no example holds '{}'", "“{}”：没有示例含有“{}”", rule.id, type));
    }
  }

  void domains() {
    std::set<std::string> read;
    for (const auto& rule : pack_.rules) {
      const auto named = named_in(rule);
      read.insert(named.attributes.begin(), named.attributes.end());
    }
    for (const auto& domain : pack_.domains)
      if (!read.contains(domain.attribute))
        report(Lint::unused_domain, pack_.place,
               text::phrase("no rule reads '{}', whose values the pack lists",
                            "没有规则读取“{}”，而规则包列出了它的取值", domain.attribute));
    for (const auto& parameter : pack_.parameters) {
      const auto reads = [&](const Rule& rule) {
        return std::find(rule.parameters.begin(), rule.parameters.end(), parameter.name) != rule.parameters.end();
      };
      if (std::none_of(pack_.rules.begin(), pack_.rules.end(), reads))
        report(Lint::unused_parameter, parameter.place,
               text::phrase("no rule reads the parameter '{}'", "没有规则读取参数“{}”", parameter.name));
    }
  }

  const Pack& pack_;
  const std::string& sources_;
  std::optional<std::string> source_;
  std::vector<LintFinding> found_;
};

}  // namespace

std::span<const LintKind> lint_kinds() { return kinds; }

std::vector<LintFinding> lint(const Pack& pack, const std::string& sources) { return Linter(pack, sources).run(); }

}  // namespace shixian::rule
