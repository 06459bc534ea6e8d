// What the layers need of ICU: line and word breaks, properties, normal forms, charsets.
//
// Only this header is seen by Swift, and it includes none of ICU's own: those would meet the copy of
// ICU's headers that Foundation brings along, and clash with it. ICU's functions are macros that
// append the library's version to each name (ubrk_open_72); CICU.c calls the macros.
#pragma once
#include <stdint.h>

typedef struct UBreakIterator UBreakIterator;
typedef struct UNormalizer2 UNormalizer2;
typedef struct UConverter UConverter;

/// General categories that `screen_category` gives, numbered as in ICU's `UCharCategory`.
enum screen_category_value {
  SCREEN_CATEGORY_UNASSIGNED = 0,
  SCREEN_CATEGORY_NONSPACING_MARK = 6,
  SCREEN_CATEGORY_ENCLOSING_MARK = 7,
  SCREEN_CATEGORY_SPACE_SEPARATOR = 12,
  SCREEN_CATEGORY_LINE_SEPARATOR = 13,
  SCREEN_CATEGORY_PARAGRAPH_SEPARATOR = 14,
  SCREEN_CATEGORY_CONTROL = 15,
  SCREEN_CATEGORY_FORMAT = 16,
  SCREEN_CATEGORY_PRIVATE_USE = 17,
  SCREEN_CATEGORY_SURROGATE = 18,
};


// Screen ------------------------------------------------------------------------------------------
// What laying text out needs: line-break opportunities and a few properties of characters.

/// A line-break iterator for a locale's tailoring ("" for none), or NULL. Close it with
/// `screen_line_iterator_close`; one iterator serves any number of texts, one at a time.
UBreakIterator *screen_line_iterator_open(const char *locale);

void screen_line_iterator_close(UBreakIterator *iterator);

/// Begins a text of `length` UTF-16 units, which must stay where it is while the iterator walks.
int screen_line_iterator_begin(UBreakIterator *iterator, const uint16_t *text, int32_t length);

/// The next opportunity, counted in UTF-16 units; negative after the last, which is the text's end.
int32_t screen_line_iterator_next(UBreakIterator *iterator);

/// The general category, a `screen_category_value` or another of ICU's numbers.
int screen_category(int32_t character);

/// Whether East Asian Width (UAX #11) is W or F.
int32_t screen_is_wide(int32_t character);

int32_t screen_is_default_ignorable(int32_t character);

int32_t screen_is_pictographic(int32_t character);

/// The major version of Unicode that first had the character; 0 if none has.
int screen_age(int32_t character);

/// The canonical composition of two characters, or a negative number if they have none.
int32_t screen_compose(int32_t base, int32_t mark);
// ------------------------------------------------------------------------------------ end of Screen
// --- Text analysis and document loading --------------------------------------------------------

const UNormalizer2 *text_nfkd(void);

const UNormalizer2 *text_nfc(void);

const UNormalizer2 *text_nfkc_casefold(void);

// The length of the normalised text, or -1 if it does not fit `capacity`.
int32_t text_normalize(const UNormalizer2 *form, const uint16_t *source, int32_t length, uint16_t *target, int32_t capacity);

// A word break iterator of the root locale, which knows the dictionaries; NULL if there is none.
UBreakIterator *text_open_word_breaks(void);

void text_set_words(UBreakIterator *breaks, const uint16_t *text, int32_t length);

int32_t text_next_break(UBreakIterator *breaks);

void text_close_breaks(UBreakIterator *breaks);

// A converter from the named charset that puts U+FFFD for what it cannot read; NULL if unknown.
UConverter *text_open_charset(const char *name);

// The length of the text in UTF-16, or -1 if it does not fit `capacity`.
int32_t text_convert(UConverter *charset, const char *source, int32_t length, uint16_t *target, int32_t capacity);

void text_close_charset(UConverter *charset);
