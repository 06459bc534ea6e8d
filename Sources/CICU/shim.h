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

// --- Text analysis and document loading --------------------------------------------------------

static inline const UNormalizer2 *text_nfkd(void) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_getNFKDInstance(&status);
}

static inline const UNormalizer2 *text_nfc(void) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_getNFCInstance(&status);
}

static inline const UNormalizer2 *text_nfkc_casefold(void) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_getNFKCCasefoldInstance(&status);
}

// The length of the normalised text, or -1 if it does not fit `capacity`.
static inline int32_t text_normalize(const UNormalizer2 *form, const UChar *source, int32_t length,
                                     UChar *target, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = unorm2_normalize(form, source, length, target, capacity, &status);
  return U_FAILURE(status) ? -1 : size;
}

// A word break iterator of the root locale, which knows the dictionaries; NULL if there is none.
static inline UBreakIterator *text_open_word_breaks(void) {
  UErrorCode status = U_ZERO_ERROR;
  return ubrk_open(UBRK_WORD, "", NULL, 0, &status);
}

static inline void text_set_words(UBreakIterator *breaks, const UChar *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(breaks, text, length, &status);
}

static inline int32_t text_next_break(UBreakIterator *breaks) { return ubrk_next(breaks); }

static inline void text_close_breaks(UBreakIterator *breaks) { ubrk_close(breaks); }
