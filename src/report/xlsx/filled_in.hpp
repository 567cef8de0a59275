// What an auditor fills in, in the words that the workbook is written and read with.
#pragma once

#include <array>

#include "text/phrase.hpp"

namespace shixian::report::xlsx {

/// Names of columns. A workbook may be read back in either language, whatever was done to its other columns.
inline const text::Phrase rule_column{"rule id", "规则编号"};
inline const text::Phrase conclusion_column{"conclusion", "核查结论"};
inline const text::Phrase reason_column{"reason for the waiver", "豁免理由"};
inline const text::Phrase approver_column{"approved by", "批准人"};
inline const text::Phrase approved_on_column{"approved on", "批准日期"};
inline const text::Phrase expires_column{"waived until", "豁免至"};
inline const text::Phrase fingerprint_column{"fingerprint", "指纹"};

/// What an auditor may conclude. Only the last is a waiver.
inline const std::array<text::Phrase, 5> conclusions{{{"confirmed", "属实"},
                                                      {"not confirmed", "不属实"},
                                                      {"remedied", "已整改"},
                                                      {"waiver requested", "申请豁免"},
                                                      {"waiver granted", "同意豁免"}}};
inline const text::Phrase& waiver_granted = conclusions.back();

}  // namespace shixian::report::xlsx
