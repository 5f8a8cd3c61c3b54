#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "tray/cli/context.h"

namespace holdfast::cli {

/// Events as they come, under a heading for each day.
class LogView {
 public:
  explicit LogView(Context& context) : context_(context) {}
  void show(const boost::json::object& event);

 private:
  Context& context_;
  std::string day_;
};

}  // namespace holdfast::cli
