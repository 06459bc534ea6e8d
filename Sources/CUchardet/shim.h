// The charset detector, as it stands, and the C library's iconv, which knows the charsets by the
// names that the detector gives them (Swift's Glibc module leaves iconv out).
#pragma once
#include <iconv.h>
#include <uchardet/uchardet.h>
