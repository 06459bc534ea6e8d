// The parser of CommonMark with GitHub's tables, task lists and footnotes, and its table of HTML's
// entities, as they stand.
#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/houdini.h>
