// ncurses with wide characters; what Swift cannot import (macros, globals, variadics) is given by
// inline functions here.
#pragma once
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
