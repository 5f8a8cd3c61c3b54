#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/bench/process_figures.h"

namespace holdfast::bench {

/// dnsmasq on a loopback port: a peer, or the name server of a machine that is measured.
class Dnsmasq {
 public:
  static constexpr const char* kProgram = "dnsmasq";

  /// Writes its configuration: `lines` beside what makes it answer on that port alone.
  static void configure(const std::filesystem::path& file, std::uint16_t port,
                        const std::string& lines);

  Dnsmasq(const std::filesystem::path& configuration, std::uint16_t port);

  /// Whether it answers, asked again and again until it does.
  bool answers_within(std::chrono::seconds patience) const;
  pid_t pid() const { return peer_.pid(); }

 private:
  std::uint16_t port_;
  Peer peer_;
};

}  // namespace holdfast::bench
