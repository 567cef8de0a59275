#include "report/xlsx/book.hpp"

#include <stdlib.h>
#include <xlsxwriter.h>

#include <fstream>
#include <ostream>

#include "report/xlsx/looks.hpp"

namespace shixian::report::xlsx {

namespace fs = std::filesystem;

namespace {

/// A fresh folder that only this user can enter; empty: there is none to be had.
fs::path temporary_folder() {
  std::error_code failed;
  auto name = (fs::temp_directory_path(failed) / "shixian-XXXXXX").string();
  return !failed && mkdtemp(name.data()) ? fs::path(name) : fs::path();
}

}  // namespace

Book::Book(text::Language language, time::Instant created, const Limits& limits)
    : language_(language), limits_(limits), folder_(temporary_folder()) {
  auto folder = folder_.string();
  lxw_workbook_options options{};
  options.constant_memory = 1;
  options.tmpdir = folder.data();
  options.use_zip64 = 0;
  if (!folder.empty()) book_ = workbook_new_opt((folder_ / "report.xlsx").c_str(), &options);
  failed_ = !book_;
  if (failed_) return;
  lxw_doc_properties properties{};
  auto title = say({"Report of a compliance check", "时限检查报告"});
  properties.title = title.data();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(created).time_since_epoch().count();
  properties.created = seconds == 0 ? 1 : static_cast<time_t>(seconds);  // 0 means now to the library
  expect(workbook_set_properties(book_, &properties));
}

Book::~Book() {
  if (book_) lxw_workbook_free(book_);
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

void Book::expect(int answer) {
  if (answer != LXW_NO_ERROR) failed_ = true;
}

lxw_worksheet* Book::add(const std::string& name) {
  if (failed_) return nullptr;
  auto* sheet = workbook_add_worksheet(book_, name.c_str());
  failed_ = !sheet;
  return sheet;
}

lxw_format* Book::base(bool wrapped) {
  auto* made = workbook_add_format(book_);
  if (!made) {
    failed_ = true;
    return nullptr;
  }
  apply_base(made, language_, wrapped);
  return made;
}

lxw_format* Book::format(Style style) {
  auto& known = styles_[style];
  if (known || failed_) return known;
  known = base(style != Style::title);
  if (known) apply(known, style);
  return known;
}

lxw_format* Book::format(const std::string& code) {
  auto& known = codes_[code];
  if (known || failed_) return known;
  known = base(false);
  if (known) {
    format_set_num_format(known, code.c_str());
    format_set_align(known, LXW_ALIGN_LEFT);
  }
  return known;
}

void Book::finish(std::ostream& out) {
  if (book_) {
    expect(workbook_close(book_));  // frees it, come what may
    book_ = nullptr;
  }
  std::ifstream file;
  if (!failed_) file.open(folder_ / "report.xlsx", std::ios::binary);
  if (failed_ || !file || !(out << file.rdbuf())) out.setstate(std::ios::badbit);
}

}  // namespace shixian::report::xlsx
