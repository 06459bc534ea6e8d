// A ranking function for SQLite's FTS5, which can only be written in C ("Custom Auxiliary
// Functions" in its documentation).
#pragma once
#include <stdint.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

// One term of a query, in the order in which the terms stand in it.
typedef struct {
  // Terms of one clause bear the same number: they are forms of one word, counted together.
  int32_t clause;
  // How much of an occurrence this form counts for.
  float share;
} full_text_term;

// What a query is ranked by. Given to the function as a blob with the terms behind it.
typedef struct {
  // How much an occurrence counts by its column.
  float columns[8];
  // What a word that is there at all is worth beyond its occurrences, in occurrences.
  float presence;
  // Terms of an article on average, and what is added to every article's length, in parts of that.
  double mean_length;
  float least_length;
  // What each word is worth more of a query that is wholly in the first column, and in the first two,
  // as a logarithm. In part it is worth more by the eighth power of that part: a word of it in a
  // headline says little.
  float first_column;
  float second_column;
  // The power of all this: how much it tells beside freshness.
  float sharpness;
  // What an article of this day or a later one is worth more, of which half is left after a number
  // of days; the day as the traits count it.
  float freshness;
  float half_life;
  int32_t today;
} full_text_ranking;

// What ranking wants of every row, at hand without a look into the file: rows are in groups of
// `full_text_group`, of which those that have rows are held, one after the other.
typedef struct {
  // For each group its place among those that are held, or -1.
  const int32_t *places;
  int64_t group_count;
  // The row's day in the upper half, its length in terms in the lower one; 0 for no row.
  const uint32_t *values;
} full_text_traits;

enum { full_text_group = 2048 };

// Registers `textRank(table, ranking)` with a connection: how likely an article makes the query.
// Gives an SQLite error code.
int full_text_register(sqlite3 *connection);

// Runs statements and drops their rows: for what is set up with every connection, where the analysis
// that GRDB makes of each statement takes longer than the statement. Gives an SQLite error code.
int database_run(sqlite3 *connection, const char *statements);

// A statement's arguments from 1 on, copied, and its run: what a first sync does for every article takes
// longer through GRDB's values than in SQLite. Each gives an SQLite error code, 0 for none.
int statement_bind_integer(sqlite3_stmt *statement, int place, int64_t value);
int statement_bind_text(sqlite3_stmt *statement, int place, const void *text, int64_t length);
int statement_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int64_t length);
// Runs a statement that gives no rows and makes it ready for the next run.
int statement_run(sqlite3_stmt *statement);

// Calls a function within statements after every few steps of theirs.
void database_rest(sqlite3 *connection, void (*rest)(void));

// Lets the processor fetch what lies there while it goes on.
static inline void memory_ahead(const void *place) { __builtin_prefetch(place); }

// Lets SQLite make its temporary files in this directory (`sqlite3_temp_directory`), for the whole
// process; 0, or an error code. To be called once.
int database_keep_temporary_files(const char *directory);

// Lets SQLite allocate without keeping count of it, for which every allocation would take a lock.
// Before the first connection is opened.
void database_count_no_memory(void);

// What `textRank` looks at in this thread, until it is told of others: the caller keeps them where
// they are as long. Sets the count of ranked rows to zero.
void full_text_use(full_text_traits traits);
// What a row of this day is worth: 1 and what freshness adds.
double full_text_freshness(const full_text_ranking *ranking, int32_t day);

// How many rows this thread has ranked.
int64_t full_text_ranked(void);
