// The stemmers of Snowball, as they stand.
#pragma once
#include <libstemmer.h>
