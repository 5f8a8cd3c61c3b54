#include "daemon/page_host.h"

#include <utility>

#include "policy/kind_page_facts.h"

namespace holdfast::daemon {

PageHost::PageHost(std::string address, Parts parts)
    : pages_(page_texts(), std::move(address)), parts_(std::move(parts)) {}

PagePort PageHost::port() {
  return {.shared = pages_.shared(),
          .personal =
              [this](PageLanguage language) {
                return pages_.personal(kind_page_facts(parts_.state(), parts_.now()), language);
              },
          .passed =
              [this](const std::string& rule_id) {
                if (auto rule = parts_.rule_of_page(rule_id))
                  parts_.submit(event::LetItPass{std::move(*rule)});
              }};
}

}  // namespace holdfast::daemon
