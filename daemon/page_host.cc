#include "daemon/page_host.h"

#include <utility>

#include "policy/kind_page_facts.h"

namespace holdfast::daemon {

std::string page_address(const Options& options) {
  std::string address = "http://" + options.listen_address.to_string();
  if (options.http_port != 80) address += ":" + std::to_string(options.http_port);
  return address + "/resting";
}

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
