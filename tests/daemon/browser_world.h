#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "daemon/browsers.h"
#include "tests/fakes/temp_dir.h"
#include "tests/platform/browser/page_set.h"

namespace holdfast {

/// Replies that a test keeps.
class KeptSink : public daemon::ReplySink {
 public:
  void reply(ipc::Reply reply) override { replies.push_back(std::move(reply)); }
  void stream(daemon::NextPiece) override {}
  bool is_open() const override { return open; }

  std::vector<ipc::Reply> replies;
  bool open = true;
};

/// Browsers on a scratch root with Chromium and Opera, none of which runs.
struct BrowserWorld {
  BrowserWorld() {
    for (const char* program : {"usr/lib/chromium/chromium", "usr/bin/opera"}) {
      std::filesystem::create_directories((root / program).parent_path());
      put(root / program, "");
    }
    std::filesystem::create_directories(root / "var/lib/holdfast");
    put(root / "holdfast-chromium.zip", "zip");
  }

  TempDir root;
  boost::asio::io_context loop;
  BlockSet set = her_pages();
  std::vector<event::AttemptSeen> attempts;
  platform::BrowserLayer layer{{.paths = {root.path()},
                                .catalog = built_in_catalog(),
                                .extension = {.packages = root.path(),
                                              .program = "/usr/libexec/holdfast-browser",
                                              .socket = platform::Paths().socket(),
                                              .version = "1"},
                                .kind_page = "http://127.0.53.66/resting"}};
  daemon::Browsers browsers{{.loop = loop,
                             .layer = layer,
                             .root = root.path(),
                             .extension = root / "holdfast.xpi",
                             .is_person = [](std::uint32_t) { return true; },
                             .block_set = [this]() -> const BlockSet& { return set; },
                             .holds = [] { return true; },
                             .submit =
                                 [this](decltype(Event::what) what) {
                                   if (auto* seen = std::get_if<event::AttemptSeen>(&what))
                                     attempts.push_back(*seen);
                                 }}};
};

}  // namespace holdfast
