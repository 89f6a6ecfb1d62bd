#include "services/cli/paging.h"

#include <cstdio>

namespace laowu::cli {

CLI::Option* AddCount(CLI::App* command, int* count) {
  return command->add_option("--count", *count, "How many are shown 显示多少")
      ->check(CLI::Range(1, runtime::limits::kPageSizeMost));
}

void AddPaging(CLI::App* command, Paging* paging) {
  command
      ->add_option("--page-size", paging->page_size,
                   "So many, and how to go on 分页 [everything 全部]")
      ->check(CLI::Range(1, runtime::limits::kPageSizeMost));
  command->add_option("--page-token", paging->page_token,
                      "The next page, as the last one said 上一页给出的下一页");
}

void TellOfMore(const Paging& paging, int shown_count, const std::string& next_page_token) {
  if (next_page_token.empty()) return;
  const int page_size = paging.page_size == 0 ? shown_count : paging.page_size;
  std::fprintf(stderr,
               "已显示 %d 条，还有更多 %d shown, there are more: --page-size %d --page-token %s\n",
               shown_count, shown_count, page_size, next_page_token.c_str());
}

}  // namespace laowu::cli
