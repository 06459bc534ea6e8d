// The bodies behind CICU.h: thin calls of ICU's macros, never of a versioned name.
#include "CICU.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/utypes.h>

UBreakIterator *screen_line_iterator_open(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
  if (U_SUCCESS(status)) return iterator;
  if (iterator) ubrk_close(iterator);
  return NULL;
}

void screen_line_iterator_close(UBreakIterator *iterator) { ubrk_close(iterator); }

int screen_line_iterator_begin(UBreakIterator *iterator, const UChar *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator, text, length, &status);
  return U_SUCCESS(status);
}

int32_t screen_line_iterator_next(UBreakIterator *iterator) {
  int32_t next = ubrk_next(iterator);
  return next == UBRK_DONE ? -1 : next;
}

int screen_category(UChar32 character) { return u_charType(character); }

int screen_is_wide(UChar32 character) {
  int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

int screen_is_default_ignorable(UChar32 character) {
  return u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

int screen_is_pictographic(UChar32 character) {
  return u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC);
}

int screen_age(UChar32 character) {
  UVersionInfo version;
  u_charAge(character, version);
  return version[0];
}

UChar32 screen_compose(UChar32 base, UChar32 mark) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
  return U_SUCCESS(status) ? unorm2_composePair(normalizer, base, mark) : -1;
}

const UNormalizer2 *text_nfkd(void) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_getNFKDInstance(&status);
}

const UNormalizer2 *text_nfc(void) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_getNFCInstance(&status);
}

const UNormalizer2 *text_nfkc_casefold(void) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_getNFKCCasefoldInstance(&status);
}

int32_t text_normalize(const UNormalizer2 *form, const UChar *source, int32_t length, UChar *target, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = unorm2_normalize(form, source, length, target, capacity, &status);
  return U_FAILURE(status) ? -1 : size;
}

UBreakIterator *text_open_word_breaks(void) {
  UErrorCode status = U_ZERO_ERROR;
  return ubrk_open(UBRK_WORD, "", NULL, 0, &status);
}

void text_set_words(UBreakIterator *breaks, const UChar *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(breaks, text, length, &status);
}

int32_t text_next_break(UBreakIterator *breaks) { return ubrk_next(breaks); }

void text_close_breaks(UBreakIterator *breaks) { ubrk_close(breaks); }

UConverter *text_open_charset(const char *name) {
  UErrorCode status = U_ZERO_ERROR;
  return ucnv_open(name, &status);
}

int32_t text_convert(UConverter *charset, const char *source, int32_t length, UChar *target, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = ucnv_toUChars(charset, target, capacity, source, length, &status);
  return U_FAILURE(status) ? -1 : size;
}

void text_close_charset(UConverter *charset) { ucnv_close(charset); }

