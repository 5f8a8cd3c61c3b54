#include "platform/hosts_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include "platform/hosts_names.h"
#include "platform/in_place_write.h"

namespace holdfast::platform {
namespace {

using std::chrono::microseconds;

// How long to wait for another program to be done with the file before each further try.
constexpr microseconds kPauses[] = {microseconds(200),  microseconds(500),  microseconds(1000),
                                    microseconds(2000), microseconds(4000), microseconds(8000)};

struct Snapshot {
  std::optional<std::string> bytes;  // nothing: no file
  HostsText text;
};

Result<Snapshot> read_snapshot(const std::filesystem::path& file) {
  Result<std::string> bytes = read_file(file);
  if (bytes) return Snapshot{*bytes, parse_hosts(*bytes)};
  if (bytes.error().code != ErrorCode::kNotFound) return bytes.error();
  Snapshot none;
  none.text.origin = FileOrigin::kMade;
  return none;
}

bool is_as_rendered(const HostsText& text, const HostsBody& body) {
  if (body.lines.empty()) return text.state == SectionState::kAbsent;
  return text.state == SectionState::kWhole && text.body == body.lines;
}

Phrase drift_of(const Snapshot& found) {
  if (!found.bytes) return say("the hosts file is gone");
  switch (found.text.state) {
    case SectionState::kAbsent:
      return say("the section in the hosts file is gone");
    case SectionState::kEdited:
      return say("the section in the hosts file was edited");
    case SectionState::kDamaged:
      return say("a marker of the section in the hosts file is missing or doubled");
    case SectionState::kWhole:
      break;
  }
  return say("the section in the hosts file holds other names than it should");
}

// "line 3", "lines 3, 7 and 2 more".
Phrase spell_lines(const std::vector<std::size_t>& numbers) {
  constexpr std::size_t kShown = 5;
  std::string shown;
  for (std::size_t at = 0; at < numbers.size() && at < kShown; ++at) {
    shown += (at ? ", " : "") + std::to_string(numbers[at]);
  }
  if (numbers.size() > kShown) {
    return say("lines {1} and {2} more", {shown, std::to_string(numbers.size() - kShown)});
  }
  return say_count("line {1}", "lines {1}", static_cast<std::int64_t>(numbers.size()), {shown});
}

bool others_can_read(const std::filesystem::path& file) {
  struct stat info {};
  return stat(file.c_str(), &info) != 0 || (info.st_mode & S_IROTH) != 0;
}

}  // namespace

HostsFile::HostsFile(std::filesystem::path file, IpAddress sinkhole)
    : file_(std::move(file)), sinkhole_(sinkhole) {}

Result<void> HostsFile::apply(const BlockSet& set) {
  const Result<HostsText> written = write(render_hosts_body(set, sinkhole_));
  return written ? Result<void>() : written.error();
}

Result<void> HostsFile::lift() {
  const Result<HostsText> left = write({});
  if (!left) return left.error();
  const std::vector<std::size_t> doubtful = unmarked_lines(left->rest, sinkhole_);
  if (doubtful.empty()) return {};
  return Error{
      ErrorCode::kCorrupt,
      with_hint(say("{1} of {2} still sends names to {3} without Holdfast's mark, so it was "
                    "left",
                    {spell_lines(doubtful), file_.string(), sinkhole_.to_string()}),
                say("remove it by hand if you did not write it"))};
}

Result<void> HostsFile::narrow(const BlockSet& set) {
  const Result<Snapshot> found = read_snapshot(file_);
  if (!found) return found.error();
  const std::vector<std::string> held = names_held(found->text.body, sinkhole_);
  BlockSet still = set;
  std::erase_if(still.hosts, [&](const BlockedHost& host) {
    return !std::binary_search(held.begin(), held.end(), host.host.ascii());
  });
  return apply(still);
}

Result<HostsText> HostsFile::write(const HostsBody& body) {
  Result<HostsText> written = write_once(body);
  for (const microseconds pause : kPauses) {
    if (written || written.error().code != ErrorCode::kBusy) break;
    std::this_thread::sleep_for(pause);
    written = write_once(body);
  }
  return written;
}

Result<HostsText> HostsFile::write_once(const HostsBody& body) {
  Result<Snapshot> found = read_snapshot(file_);
  if (!found) return found.error();
  if (is_as_rendered(found->text, body)) return std::move(found->text);

  const bool leaves_nothing = body.lines.empty() && found->text.rest.empty();
  WriteOptions options;
  options.only_over = SeenFile{found->bytes};
  if (leaves_nothing && found->text.origin == FileOrigin::kMade) {
    const Result<Written> removed = remove_file(file_, *found->bytes);
    if (!removed) return removed.error();
    write_notes_ = removed->notes;
    return std::move(found->text);
  }
  const std::string wanted = render_hosts(found->text, body);
  const Result<Written> written = write_file(file_, wanted, options);
  if (!written && written.error().code == ErrorCode::kNoSpace && found->bytes) {
    return make_do(*found->bytes, wanted, body, written.error());
  }
  if (!written) return written.error();
  write_notes_ = written->notes;
  return std::move(found->text);
}

Result<HostsText> HostsFile::make_do(const std::string& found, const std::string& wanted,
                                     const HostsBody& body, const Error& failure) {
  const std::optional<std::string> blanked =
      found.starts_with(wanted) ? wanted : with_others_blanked(found, body.names);
  if (!blanked) return failure;
  if (*blanked != found && !write_without_room(file_, found, *blanked)) return failure;
  HostsText left = parse_hosts(*blanked);
  if (!holds(left, body)) return failure;
  write_notes_ = {say("the disk is full, so what has ended left blanks in {1}", {file_.string()})};
  return left;
}

bool HostsFile::holds(const HostsText& text, const HostsBody& body) const {
  if (is_as_rendered(text, body)) return true;
  if (text.state != SectionState::kWhole) return false;
  std::vector<std::string> names = body.names;
  std::sort(names.begin(), names.end());
  return names_held(text.body, sinkhole_) == names;
}

Result<Verdict> HostsFile::verify(const BlockSet& set) {
  const HostsBody body = render_hosts_body(set, sinkhole_);
  const Result<Snapshot> found = read_snapshot(file_);
  if (!found) return found.error();
  Verdict verdict;
  verdict.holds = holds(found->text, body);
  if (!verdict.holds) verdict.drift = drift_of(*found);
  verdict.notes = notes_on(found->text, body, set);
  return verdict;
}

std::vector<Phrase> HostsFile::notes_on(const HostsText& text, const HostsBody& body,
                                        const BlockSet& set) const {
  std::vector<Phrase> notes = write_notes_;
  if (body.left_out > 0) {
    notes.push_back(say("{1} hosts over {2} lines are left to the other layers",
                        {std::to_string(body.left_out), std::to_string(kMaxHostsLines)}));
  }
  if (!set.lists.empty()) {
    notes.push_back(
        say_count("{1} list is left to the other layers: every lookup reads the whole file",
                  "{1} lists are left to the other layers: every lookup reads the whole file",
                  static_cast<std::int64_t>(set.lists.size()), {std::to_string(set.lists.size())}));
  }
  const std::vector<std::size_t> around = lines_around_block(text.rest, body.names);
  if (!around.empty()) {
    notes.push_back(
        say("blocked names have an address of your own in {1}, {2}: left to the other layers",
            {file_.string(), spell_lines(around)}));
  }
  const std::vector<std::size_t> doubtful = unmarked_lines(text.rest, sinkhole_);
  if (!doubtful.empty()) {
    notes.push_back(say("{1} of {2} sends names to {3} without Holdfast's mark and will stay",
                        {spell_lines(doubtful), file_.string(), sinkhole_.to_string()}));
  }
  if (!body.lines.empty() && !others_can_read(file_)) {
    notes.push_back(
        say("only its owner can read {1}, so other users' programs do not see it; `chmod "
            "a+r` mends that",
            {file_.string()}));
  }
  return notes;
}

}  // namespace holdfast::platform
