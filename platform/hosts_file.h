#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/atomic_file.h"
#include "platform/enforcer.h"
#include "platform/hosts_text.h"
#include "policy/ip_address.h"

namespace holdfast::platform {

/// The layer that holds names in the hosts file, hosts(5). Its section is described in
/// hosts_text.h: whatever was done to it, the names are held again after `apply` and no line of the
/// person's own is lost.
///
/// `apply` writes only where something differs. Lists of a set are not written here, nor what is
/// beyond kMaxHostsLines; `verify` names both in its notes. kBusy when another program keeps
/// rewriting the file: its version stays, and the next `apply` makes it whole. kReadOnly, kNoSpace
/// and kInvalid as for `write_file`; the file is then as it was, except that names which shall go
/// leave a full disk as well: they are blanked out where they stand.
///
/// `lift` removes our lines, and the file itself if we made it and nothing else is in it. kCorrupt
/// when a line is left that begins with the sinkhole's address and does not carry our mark: perhaps
/// one of ours that was cut, and the person must say. Where another file was mounted over this one
/// since, only that one is reached.
class HostsFile : public Enforcer {
 public:
  /// `sinkhole` is the IPv4 loopback address that blocked names are given.
  HostsFile(std::filesystem::path file, IpAddress sinkhole);

  Layer layer() const override { return Layer::kHosts; }
  Result<void> apply(const BlockSet& set) override;
  Result<Verdict> verify(const BlockSet& set) override;
  Result<void> lift() override;

  /// Lets go of every name that `set` does not hold, and adds none: for what has ended while no
  /// daemon runs.
  Result<void> narrow(const BlockSet& set);

 private:
  // Gives the file as it was found, of which `rest` stays.
  Result<HostsText> write(const HostsBody& body);
  Result<HostsText> write_once(const HostsBody& body);
  // For a full disk: lets go at least of what `body` does not hold.
  Result<HostsText> make_do(const std::string& found, const std::string& wanted,
                            const HostsBody& body, const Error& failure);
  bool holds(const HostsText& text, const HostsBody& body) const;
  std::vector<Phrase> notes_on(const HostsText& text, const HostsBody& body,
                               const BlockSet& set) const;

  std::filesystem::path file_;
  IpAddress sinkhole_;
  std::vector<Phrase> write_notes_;  // of the last write
};

}  // namespace holdfast::platform
