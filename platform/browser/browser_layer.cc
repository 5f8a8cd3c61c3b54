#include "platform/browser/browser_layer.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <system_error>
#include <utility>

#include "platform/atomic_file.h"
#include "platform/browser/page_filters.h"
#include "platform/browser/page_rules_json.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

// The last of a folder's files counts where two set the same policy.
constexpr const char* kOurFile = "zz_holdfast.json";
constexpr std::size_t kMaxPolicy = std::size_t{4} << 20U;

std::string text_or_nothing(const fs::path& file) {
  auto text = read_file(file, kMaxPolicy);
  return text ? std::move(text).value() : std::string();
}

/// Places of policies, each once: several browsers may read one.
template <class Visit>
void for_each_place(const std::vector<const Browser*>& browsers, Visit visit) {
  std::set<fs::path> seen;
  for (const Browser* browser : browsers) {
    if (browser->family == BrowserFamily::kUnmanaged) continue;
    if (seen.insert(browser->policies).second) visit(*browser);
  }
}

// Others' files that set what ours sets, and that a browser takes instead.
std::vector<fs::path> files_after_ours(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().filename().native() <= kOurFile) continue;
    const auto policy = policy_json(text_or_nothing(entry.path()));
    if (!policy) continue;
    for (const char* key :
         {"URLBlocklist", "URLAllowlist", "DnsOverHttpsMode", "ExtensionSettings", "3rdparty"}) {
      if (!policy->contains(key)) continue;
      found.push_back(entry.path());
      break;
    }
  }
  return found;
}

bool can_manage_any(const std::vector<const Browser*>& browsers) {
  return std::ranges::any_of(
      browsers, [](const auto* browser) { return browser->family != BrowserFamily::kUnmanaged; });
}

std::vector<const Browser*> all_known() {
  std::vector<const Browser*> all;
  for (const Browser& browser : known_browsers()) all.push_back(&browser);
  return all;
}

}  // namespace

BrowserLayer::BrowserLayer(Setup setup)
    : setup_(std::move(setup)),
      extension_(setup_.paths, setup_.extension),
      files_(setup_.paths.root, setup_.paths.browser_folders()) {}

Result<void> BrowserLayer::have_key() {
  if (key_) return {};
  auto key = ExtensionKey::open(setup_.paths.browser_key());
  if (!key) return key.error();
  key_.emplace(std::move(key).value());
  return {};
}

boost::json::object BrowserLayer::json_of(const PageRules& rules) const {
  const auto ids = [&](std::string_view key) { return key_->rule_id(key); };
  return page_rules_json(key_ ? rules : PageRules(), setup_.kind_page, ids);
}

boost::json::object BrowserLayer::pages(const BlockSet& set) {
  (void)have_key();
  return json_of(page_rules(set, *setup_.catalog));
}

std::optional<std::string> BrowserLayer::rule_of(const BlockSet& set, std::string_view id) const {
  if (!key_) return std::nullopt;
  for (const PageRule& rule : page_rules(set, *setup_.catalog).rules) {
    if (key_->rule_id(rule.rule) == id) return rule.rule;
  }
  return std::nullopt;
}

// Without it the browsers' own filters still hold. What is there of it already goes on working.
void BrowserLayer::add_extension(const std::vector<const Browser*>& browsers, Wanted& wanted) {
  auto files = key_ ? extension_.wanted(browsers, *key_)
                    : Result<std::vector<ExtensionFiles::File>>(have_key().error());
  if (!files) {
    wanted.trouble = files.error();
    wanted.untouched = extension_.places();
    return;
  }
  for (auto& file : *files) {
    wanted.files.push_back({std::move(file.path), std::move(file.bytes), file.is_program, {}});
  }
}

BrowserLayer::Wanted BrowserLayer::wanted(const PageRules& rules) {
  Wanted wanted;
  const auto browsers = installed_browsers(setup_.paths.root);
  if (rules.rules.empty() || !can_manage_any(browsers)) return wanted;
  const auto has_key = have_key();
  // What the policies lead to comes first.
  add_extension(browsers, wanted);
  const std::string pages = has_key ? boost::json::serialize(json_of(rules)) : std::string();
  for_each_place(browsers, [&](const Browser& browser) {
    if (browser.family == BrowserFamily::kChromium) {
      wanted.files.push_back(chromium_file(browser, rules, pages));
    } else if (auto file = firefox_file(browser, rules, pages)) {
      wanted.files.push_back(std::move(file).value());
    } else {
      wanted.untouched.push_back(setup_.paths.at(browser.policies.native()));
      wanted.trouble = file.error();
    }
  });
  return wanted;
}

ManagedExtension BrowserLayer::extension_of(const Browser& browser,
                                            const std::string& pages) const {
  if (!key_) return {};
  const bool is_chromium = browser.family == BrowserFamily::kChromium;
  ManagedExtension extension{.id = is_chromium ? key_->extension_id() : kFirefoxExtension,
                             .url = {},
                             .version = setup_.extension.version,
                             .pages = pages};
  if (browser.extension == ExtensionFit::kFits) {
    extension.url = is_chromium ? extension_.chromium_url() : extension_.firefox_url();
  }
  return extension;
}

BrowserLayer::File BrowserLayer::chromium_file(const Browser& browser, const PageRules& rules,
                                               const std::string& pages) {
  const fs::path folder = setup_.paths.at(browser.policies.native());
  return {folder / kOurFile,
          chromium_policy(browser.id, rules, extension_of(browser, pages), others_in(folder)),
          false, browser.name};
}

std::string BrowserLayer::base_of(const Browser& browser,
                                  const std::optional<std::string>& before) const {
  return before ? *before : text_or_nothing(setup_.paths.at(browser.former.native()));
}

// A file that cannot be read is nobody's to take the place of.
Result<BrowserLayer::File> BrowserLayer::firefox_file(const Browser& browser,
                                                      const PageRules& rules,
                                                      const std::string& pages) {
  const fs::path file = setup_.paths.at(browser.policies.native());
  const auto found = read_file(file, kMaxPolicy);
  if (!found && found.error().code != ErrorCode::kNotFound) return found.error();
  const std::string written = written_in(file);
  std::optional<std::string> before;
  if (found) {
    const FirefoxPolicies there = read_firefox_policies(*found);
    before = there.before;
    if (there.is_ours && *found != written) {
      before = before_with_edits(*found, before, base_of(browser, before));
    }
    // Emptied or broken: what it took the place of is known from what we wrote.
    if (!there.is_ours && !written.empty() && !policy_json(*found)) {
      before = read_firefox_policies(written).before;
    }
  } else if (!written.empty()) {
    before = read_firefox_policies(written).before;
  }
  return File{file,
              firefox_policy(rules, extension_of(browser, pages), before, base_of(browser, before)),
              false, browser.name, true};
}

std::vector<std::string> BrowserLayer::others_in(const fs::path& folder) const {
  std::vector<fs::path> names;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    // Browsers read every file, whatever it is called; a hidden one of ours is being written.
    const std::string name = entry.path().filename();
    if (name != kOurFile && !name.starts_with(".zz_holdfast")) names.push_back(entry.path());
  }
  std::ranges::sort(names);
  std::vector<std::string> texts;
  for (const fs::path& name : names) texts.push_back(text_or_nothing(name));
  return texts;
}

// What we last left there, also before a restart: it carries what it took the place of.
std::string BrowserLayer::written_in(const fs::path& file) const {
  const auto written = written_.find(file);
  return written == written_.end() ? text_or_nothing(copy_of(file)) : written->second;
}

fs::path BrowserLayer::copy_of(const fs::path& file) const {
  std::string name = file.lexically_relative(setup_.paths.root).native();
  std::ranges::replace(name, '/', '_');
  return setup_.paths.browser_copies() / name;
}

Result<void> BrowserLayer::apply(const BlockSet& set) {
  return hold(page_rules(set, *setup_.catalog));
}

Result<void> BrowserLayer::narrow(const BlockSet& set) {
  PageRules rules = page_rules(set, *setup_.catalog);
  if (rules.rules.empty()) return lift();
  if (auto has_key = have_key(); !has_key) return has_key.error();
  const std::string held = ids_held();
  std::erase_if(rules.rules, [&](const PageRule& rule) {
    return held.find(key_->rule_id(rule.rule)) == std::string::npos;
  });
  return hold(rules);
}

// The texts that name the ids of the rules, of all our files.
std::string BrowserLayer::ids_held() const {
  std::string texts;
  for_each_place(all_known(), [&](const Browser& browser) {
    const fs::path place = setup_.paths.at(browser.policies.native());
    texts += text_or_nothing(browser.family == BrowserFamily::kChromium ? place / kOurFile : place);
  });
  return texts;
}

Result<void> BrowserLayer::hold(const PageRules& rules) {
  const Wanted wanted = this->wanted(rules);
  if (wanted.files.empty() && wanted.trouble) return lift();
  Result<void> outcome = wanted.trouble;
  for (const File& file : wanted.files) {
    auto written =
        file.carries_another ? files_.write(copy_of(file.path), file.bytes, 0600) : Result<void>();
    if (written) written = files_.write(file.path, file.bytes, file.is_program ? 0755 : 0644);
    if (written) {
      written_[file.path] = file.bytes;
    } else if (outcome) {
      outcome = std::move(written);
    }
  }
  auto removed = remove_all_but(wanted);
  return outcome ? removed : outcome;
}

Result<Verdict> BrowserLayer::verify(const BlockSet& set) {
  const PageRules rules = page_rules(set, *setup_.catalog);
  const Wanted wanted = this->wanted(rules);
  if (!wanted.trouble) return wanted.trouble.error();
  Verdict verdict{.holds = true, .drift = {}, .notes = notes(rules)};
  if (!can_manage_any(installed_browsers(setup_.paths.root))) {
    verdict.nothing_here = say("there is no browser that can be managed");
  }
  for (const File& file : wanted.files) {
    const auto found = KeptFiles::text_of(file.path);
    if (found == file.bytes) continue;
    verdict.holds = false;
    const auto written = written_.find(file.path);
    const bool is_as_left = written == written_.end() || found == written->second;
    if (is_as_left || !verdict.drift.empty()) continue;
    const Phrase browser(std::string(file.browser));
    if (file.browser.empty()) {
      verdict.drift = say("a file of the browser extension was changed or is gone");
    } else if (!found) {
      verdict.drift = say("the policies of {1} are gone", {browser});
    } else {
      verdict.drift = say("the policies of {1} were changed", {browser});
    }
  }
  return verdict;
}

std::vector<Phrase> BrowserLayer::notes(const PageRules& rules) const {
  std::vector<Phrase> notes;
  const auto browsers = installed_browsers(setup_.paths.root);
  for (const Browser* browser : browsers) {
    const Phrase name(std::string(browser->name));
    if (browser->family == BrowserFamily::kUnmanaged) {
      notes.push_back(say("{1} cannot be managed: the other layers hold it", {name}));
    } else if (browser->extension == ExtensionFit::kSandboxed) {
      notes.push_back(
          say("{1} runs in a box of its own, where the extension cannot be: it holds "
              "pages by their address only",
              {name}));
    } else if (browser->extension == ExtensionFit::kNeedsSignature) {
      notes.push_back(
          say("{1} takes signed extensions only: it holds pages by their address only", {name}));
    }
  }
  for_each_place(browsers, [&](const Browser& browser) {
    if (browser.family != BrowserFamily::kChromium) return;
    for (const fs::path& later : files_after_ours(setup_.paths.at(browser.policies.native()))) {
      notes.push_back(say("{1} is read after ours and counts in its place: rename or remove it",
                          {later.native()}));
    }
  });
  const std::size_t left_out =
      std::max(chromium_filters(rules).left_out, firefox_filters(rules).left_out);
  if (left_out > 0) {
    notes.push_back(say("{1} addresses over {2} are left to the extension",
                        {std::to_string(left_out), std::to_string(kMaxPageFilters)}));
  }
  return notes;
}

Result<void> BrowserLayer::lift_firefox(const Browser& browser, const fs::path& file) {
  const auto found = read_file(file, kMaxPolicy);
  if (!found) return found.error().code == ErrorCode::kNotFound ? Result<void>() : found.error();
  const FirefoxPolicies there = read_firefox_policies(*found);
  const std::string written = written_in(file);
  std::optional<std::string> before;
  if (there.is_ours) {
    before = *found == written
                 ? there.before
                 : before_with_edits(*found, there.before, base_of(browser, there.before));
  } else if (!written.empty() && !policy_json(*found)) {
    before = read_firefox_policies(written).before;  // emptied or broken
  } else {
    return files_.remove(copy_of(file));  // somebody else's by now
  }
  auto returned = before ? files_.write(file, *before) : files_.remove(file);
  return returned ? files_.remove(copy_of(file)) : returned;
}

Result<void> BrowserLayer::remove_all_but(const Wanted& wanted) {
  Result<void> outcome;
  const auto is_wanted = [&](const fs::path& path) {
    return std::ranges::find(wanted.untouched, path) != wanted.untouched.end() ||
           std::ranges::any_of(wanted.files, [&](const File& file) { return file.path == path; });
  };
  const auto note = [&](Result<void> done) {
    if (!done && outcome) outcome = std::move(done);
  };
  for_each_place(all_known(), [&](const Browser& browser) {
    const fs::path place = setup_.paths.at(browser.policies.native());
    const fs::path file = browser.family == BrowserFamily::kChromium ? place / kOurFile : place;
    if (is_wanted(file)) return;
    note(browser.family == BrowserFamily::kChromium ? files_.remove(file)
                                                    : lift_firefox(browser, file));
    written_.erase(file);
  });
  for (const fs::path& file : extension_.places()) {
    if (is_wanted(file)) continue;
    note(files_.remove(file));
    written_.erase(file);
  }
  return outcome;
}

Result<void> BrowserLayer::lift() {
  auto removed = remove_all_but({});
  files_.remove_folders();
  return removed;
}

std::vector<fs::path> BrowserLayer::watched() const {
  std::set<fs::path> paths;
  for (const auto& [file, bytes] : written_) {
    paths.insert(file.filename() == kOurFile ? file.parent_path() / "" : file);
  }
  for (const fs::path& folder : folders_of_signs(setup_.paths.root)) paths.insert(folder / "");
  return {paths.begin(), paths.end()};
}

}  // namespace holdfast::platform
