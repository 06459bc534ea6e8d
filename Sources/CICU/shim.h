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

// Screen ------------------------------------------------------------------------------------------
// What laying text out needs: line-break opportunities and a few properties of characters.

/// A line-break iterator for a locale's tailoring ("" for none), or NULL. Close it with
/// `screen_line_iterator_close`; one iterator serves any number of texts, one at a time.
static inline UBreakIterator *screen_line_iterator_open(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
  if (U_SUCCESS(status)) return iterator;
  if (iterator) ubrk_close(iterator);
  return NULL;
}

static inline void screen_line_iterator_close(UBreakIterator *iterator) { ubrk_close(iterator); }

/// Begins a text of `length` UTF-16 units, which must stay where it is while the iterator walks.
static inline int screen_line_iterator_begin(
    UBreakIterator *iterator, const UChar *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator, text, length, &status);
  return U_SUCCESS(status);
}

/// The next opportunity, counted in UTF-16 units; negative after the last, which is the text's end.
static inline int32_t screen_line_iterator_next(UBreakIterator *iterator) {
  int32_t next = ubrk_next(iterator);
  return next == UBRK_DONE ? -1 : next;
}

/// The general category, one of ICU's U_UPPERCASE_LETTER and so on.
static inline int screen_category(UChar32 character) { return u_charType(character); }

/// Whether East Asian Width (UAX #11) is W or F.
static inline int screen_is_wide(UChar32 character) {
  int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

static inline int screen_is_default_ignorable(UChar32 character) {
  return u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static inline int screen_is_pictographic(UChar32 character) {
  return u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC);
}

/// The major version of Unicode that first had the character; 0 if none has.
static inline int screen_age(UChar32 character) {
  UVersionInfo version;
  u_charAge(character, version);
  return version[0];
}

/// The canonical composition of two characters, or a negative number if they have none.
static inline UChar32 screen_compose(UChar32 base, UChar32 mark) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
  return U_SUCCESS(status) ? unorm2_composePair(normalizer, base, mark) : -1;
}
// ------------------------------------------------------------------------------------ end of Screen
