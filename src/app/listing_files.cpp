#include "app/listing_files.hpp"

namespace shixian::app {

void take_listing_files(Arguments& take, std::vector<std::string>& paths) {
  take.texts("-o,--output", paths,
             {"write the tables to a file instead: .txt, .html or .xlsx; may be repeated",
              "改为把各表写入文件：.txt、.html 或 .xlsx；可重复"});
}

std::optional<int> refuse_other_forms(const std::vector<std::string>& paths, const Context& context) {
  for (const auto& path : paths)
    if (!report::listing_form_of(path))
      return context.usage_error(text::phrase("-o {}: tables are written as .txt, .html or .xlsx",
                                              "-o {}：可写成 .txt、.html 或 .xlsx", path));
  return std::nullopt;
}

std::optional<int> write_listings(const std::vector<std::string>& paths, report::Listings listings,
                                  Examination& examination) {
  listings.colour = false;
  for (const auto& path : paths)
    if (const auto failed =
            examination.write(path, [&](std::ostream& file) { report::listing_form_of(path)->write(listings, file); }))
      return failed;
  return std::nullopt;
}

}  // namespace shixian::app
