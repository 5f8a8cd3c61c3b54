#pragma once

#include "policy/block_set.h"

namespace holdfast {

/// What `after` holds and `before` did not.
BlockSet newly_held(const BlockSet& before, const BlockSet& after);

}  // namespace holdfast
