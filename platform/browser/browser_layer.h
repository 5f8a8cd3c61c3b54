#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/browser/browsers.h"
#include "platform/browser/extension_files.h"
#include "platform/browser/extension_key.h"
#include "platform/browser/kept_files.h"
#include "platform/browser/policy_text.h"
#include "platform/enforcer.h"
#include "platform/paths.h"
#include "policy/catalog.h"

namespace holdfast::platform {

/// The layer that holds pages in browsers, by their managed policies and by an extension that these
/// install. Writes for browsers that are installed, and nothing while nothing is blocked.
///
/// In a folder of policies it has a file of its own, and touches no other. Where a browser reads
/// one file only, what stood there goes on counting within ours, and `lift` returns it byte for
/// byte. One browser's failure leaves the others held.
class BrowserLayer : public Enforcer {
 public:
  struct Setup {
    Paths paths;
    std::shared_ptr<const Catalog> catalog;
    ExtensionSources extension;
    std::string kind_page;  ///< URL of the page that is shown instead
  };
  explicit BrowserLayer(Setup setup);

  Layer layer() const override { return Layer::kBrowser; }
  Result<void> apply(const BlockSet& set) override;
  /// A drift without words means that nobody changed anything of ours, but that there is something
  /// to add: a browser was installed, or another's policies changed that ours must repeat.
  Result<Verdict> verify(const BlockSet& set) override;
  Result<void> lift() override;

  /// Lets go of every rule that `set` does not hold, and adds none: for what has ended while no
  /// daemon runs.
  Result<void> narrow(const BlockSet& set);

  /// What to watch: files of ours, and folders (a trailing `/`) in which others' files or browsers
  /// may come.
  std::vector<std::filesystem::path> watched() const;
  /// The page rules as the extension takes them; without rules where there is no key to be had.
  boost::json::object pages(const BlockSet& set);
  /// The key of the rule that an id stands for.
  std::optional<std::string> rule_of(const BlockSet& set, std::string_view id) const;

 private:
  struct File {
    std::filesystem::path path;
    std::string bytes;
    bool is_program = false;
    std::string_view browser;  // a name, for people
    bool carries_another = false;
  };
  /// The files as they are to be. What keeps one of them from that is `trouble`; the others are to
  /// be there all the same, and `untouched` to stay as they are.
  struct Wanted {
    std::vector<File> files;
    std::vector<std::filesystem::path> untouched;
    Result<void> trouble;
  };
  Wanted wanted(const PageRules& rules);
  void add_extension(const std::vector<const Browser*>& browsers, Wanted& wanted);
  Result<void> hold(const PageRules& rules);
  Result<void> have_key();
  boost::json::object json_of(const PageRules& rules) const;
  std::string ids_held() const;
  File chromium_file(const Browser& browser, const PageRules& rules, const std::string& pages);
  Result<File> firefox_file(const Browser& browser, const PageRules& rules,
                            const std::string& pages);
  ManagedExtension extension_of(const Browser& browser, const std::string& pages) const;
  std::string base_of(const Browser& browser, const std::optional<std::string>& before) const;
  std::vector<std::string> others_in(const std::filesystem::path& folder) const;
  std::filesystem::path copy_of(const std::filesystem::path& file) const;
  std::string written_in(const std::filesystem::path& file) const;
  Result<void> lift_firefox(const Browser& browser, const std::filesystem::path& file);
  Result<void> remove_all_but(const Wanted& wanted);
  std::vector<Phrase> notes(const PageRules& rules) const;

  Setup setup_;
  ExtensionFiles extension_;
  KeptFiles files_;
  std::optional<ExtensionKey> key_;
  std::map<std::filesystem::path, std::string> written_;  // what we last left there
};

}  // namespace holdfast::platform
