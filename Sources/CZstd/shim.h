// Zstandard's simple functions, as they stand.
#pragma once
#include <zstd.h>
