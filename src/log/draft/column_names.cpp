#include "log/draft/column_names.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "text/cell.hpp"

namespace shixian::log {

namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(const std::string& low, Words words) {
  return std::find(words.begin(), words.end(), low) != words.end();
}

bool has_one_of(const std::string& low, Words words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return low.find(word) != low.npos; });
}

bool ends_in_one_of(const std::string& low, Words words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return low.ends_with(word); });
}

}  // namespace

bool speaks_of_times(const std::string& name) {
  const auto low = text::lower_case(name);
  return has_one_of(low, {"时间", "日期", "时刻", "date", "time"}) || is_one_of(low, {"at", "ts", "when"}) ||
         (ends_in_one_of(low, {"日", "_at", ".at", " at", "_on", " on", "_ts", ".ts"}) && low != "日");
}

Likely speaks_of_events(const std::string& name) {
  const auto low = text::lower_case(name);
  if (ends_in_one_of(low,
                     {"人",   "员",   "者",   "部门", "单位", "处室", "科室", "编号", "号",   "次数", "数量", "备注",
                      "说明", "描述", "内容", "结果", "id",   "no",   "_by",  "user", "note", "name", "count"}) &&
      low != "concept:name" && low != "event_name" && low != "activity_name")
    return Likely::no;
  if (low == "concept:name" || has_one_of(low, {"事件", "环节", "活动", "节点", "步骤", "操作", "动作", "阶段", "event",
                                                "activity", "action", "step", "stage"}))
    return Likely::yes;
  return has_one_of(low, {"状态", "类型", "类别", "进展", "进度", "情况", "流程", "动态", "status", "state", "type",
                          "kind", "phase", "transition"})
             ? Likely::maybe
             : Likely::no;
}

Likely speaks_of_recording(const std::string& name) {
  const auto low = text::lower_case(name);
  if (has_one_of(low, {"录入", "补录", "填报", "填表", "入库", "导入", "记录时间", "记录日期", "recorded", "entered",
                       "inserted", "ingested", "imported", "entry"}))
    return Likely::yes;
  return has_one_of(low, {"登记", "创建", "上报", "更新", "修改", "created", "updated", "modified", "registered"})
             ? Likely::maybe
             : Likely::no;
}

bool counts_rows(const std::string& name) { return is_one_of(text::lower_case(name), {"序号", "行号", "no", "#"}); }

bool speaks_of_cases(const std::string& name) {
  const auto low = text::lower_case(name);
  if (counts_rows(name) || is_one_of(low, {"电话号", "手机号"})) return false;
  return is_one_of(low, {"id", "case", "案件", "编码", "case:concept:name"}) ||
         ends_in_one_of(low, {"号", "编码", "_id", " id", ".id", "_no", " no", "number", "case", "案件"});
}

std::string event_of(const std::string& column) {
  const auto low = text::lower_case(column);
  for (const std::string_view ending : {"的时间", "的日期", "时间", "日期", "时刻", "日", "_date", "_time", "_at",
                                        "_on", "_ts", " date", " time", ".time", " on", " at"})
    if (low.size() > ending.size() && low.ends_with(ending)) return column.substr(0, column.size() - ending.size());
  return column;
}

}  // namespace shixian::log
