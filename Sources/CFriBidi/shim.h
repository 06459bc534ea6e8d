// The bidirectional algorithm (UAX #9), as it stands; what Swift cannot import is given below.
#pragma once
#include <fribidi/fribidi.h>
