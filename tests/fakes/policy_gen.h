#pragma once

#include <rapidcheck.h>

#include <iosfwd>
#include <string>
#include <vector>

#include "policy/catalog.h"
#include "policy/policy.h"
#include "policy/rules_text.h"
#include "policy/time_zone.h"

namespace holdfast {

// For RapidCheck's reports, which finds them by this name.
// NOLINTBEGIN(readability-identifier-naming)
void showValue(const Statement& statement, std::ostream& out);
void showValue(const Moment& moment, std::ostream& out);
// NOLINTEND(readability-identifier-naming)

/// Policies for property tests. Targets, lists and settings come from small pools, so that two
/// policies made apart from each other often speak of the same things.
namespace gen {

/// The services that come with Holdfast.
const Catalog& catalog();
/// Central European time, 2026 and 2027.
TimeZone berlin();

rc::Gen<Target> target();
/// None, local, fixed or a length, a year or two around `moment()`.
rc::Gen<End> end();
rc::Gen<Statement> statement();
/// Statements of different keys, at most `max_count`.
rc::Gen<std::vector<Statement>> statements(int max_count = 12);
/// A text that is accepted: statements among comments and empty lines, with odd blanks, trailing
/// comments, either line end, with and without a last one and a byte order mark.
rc::Gen<std::string> rules_text(int max_count = 12);
/// An instant in 2026 or 2027.
rc::Gen<Moment> moment();

/// `text`, which must be accepted, as RulesText.
RulesText parsed(const std::string& text);

}  // namespace gen
}  // namespace holdfast
