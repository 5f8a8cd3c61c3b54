#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace holdfast::bench {

/// Time on a CPU so far, of all its threads: /proc/PID/task/TID/schedstat.
std::chrono::nanoseconds cpu_of(pid_t process);

/// Proportional share of memory in KiB, proc(5): smaps_rollup.
std::int64_t memory_of(pid_t process);

/// How often its threads have slept and been woken so far: their voluntary context switches.
std::int64_t wakeups_of(pid_t process);

/// The sample at a share (0.5: the median); 0 of none.
double quantile(std::vector<double> samples, double share);

inline double median(std::vector<double> samples) { return quantile(std::move(samples), 0.5); }

/// A program that runs beside what is measured, and ends with this.
class Peer {
 public:
  /// Looked up in PATH; writes nothing to the terminal.
  explicit Peer(const std::vector<std::string>& words);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
};

/// Whether PATH and the places of system programs have it.
bool is_installed(const std::string& program);

}  // namespace holdfast::bench
