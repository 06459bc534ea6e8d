// ICU's C functions are macros that append the library's version to each name (ubrk_open_72), so
// Swift does not see them. Each inline function here calls the macro, never a versioned name.
#pragma once
#include <unicode/utypes.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/uloc.h>
