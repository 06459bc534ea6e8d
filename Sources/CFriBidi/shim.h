// The bidirectional algorithm (UAX #9); what Swift cannot import is given below.
#pragma once
#include <stdlib.h>
#include <fribidi/fribidi.h>

/// The embedding level of each of a paragraph's `length` characters (rules P2 to I2, and L1 but for
/// white space at the ends of lines), and in `base` the paragraph's own level: 0 or 1 to ask for
/// it, negative to have it found (rules P2 and P3; 0 if no character decides).
///
/// Gives 0 if memory is short; the levels are then not set. FriBidi takes its types and brackets in
/// arrays of its own C types and its directions as macros that Swift does not see.
static inline int screen_bidi_levels(
    const uint32_t *text, int32_t length, int8_t *base, int8_t *levels) {
  FriBidiCharType *types = malloc(sizeof(FriBidiCharType) * (size_t)length);
  FriBidiBracketType *brackets = malloc(sizeof(FriBidiBracketType) * (size_t)length);
  FriBidiLevel highest = 0;
  if (types && brackets) {
    fribidi_get_bidi_types(text, length, types);
    fribidi_get_bracket_types(text, length, types, brackets);
    FriBidiParType direction =
        *base < 0 ? FRIBIDI_PAR_ON : *base == 1 ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    highest = fribidi_get_par_embedding_levels_ex(types, brackets, length, &direction, levels);
    *base = FRIBIDI_IS_RTL(direction) ? 1 : 0;
  }
  free(types);
  free(brackets);
  return highest > 0;
}

/// The character whose drawing mirrors this one (rule L4), or the character itself.
static inline uint32_t screen_bidi_mirrored(uint32_t character) {
  FriBidiChar mirrored = character;
  fribidi_get_mirror_char(character, &mirrored);
  return mirrored;
}
