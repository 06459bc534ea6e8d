// A ranking function for SQLite's FTS5, which can only be written in C ("Custom Auxiliary
// Functions" in its documentation).
#pragma once
#include <stdint.h>

typedef struct sqlite3 sqlite3;

// One term of a query, in the order in which the terms stand in it.
typedef struct {
  // Terms of one clause bear the same number: they are forms of one word, counted together.
  int32_t clause;
  // How much of an occurrence this form counts for.
  float share;
  // What the clause is worth: its rarity.
  float weight;
} full_text_term;

// What a query is ranked by. Given to the function as a blob with the terms behind it.
typedef struct {
  // How much an occurrence counts by its column.
  float columns[8];
  // BM25's k1 and b: how soon more occurrences stop counting, and how much length tells.
  float saturation;
  float normalisation;
  // What a query is worth more that is wholly in the first column, and in the second. In part it is
  // worth more by the fourth power of that part: a word of it in a headline says little.
  float first_column;
  float second_column;
} full_text_ranking;

// Registers `textRank(table, ranking)` with a connection: BM25F.
// Gives an SQLite error code.
int full_text_register(sqlite3 *connection);

// Sets to zero, and reads, how many rows this thread has ranked.
void full_text_reset(void);
int64_t full_text_ranked(void);
