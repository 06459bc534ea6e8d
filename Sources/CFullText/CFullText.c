#include "CFullText.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

enum { max_clauses = 64, max_columns = 8 };
// What a clause without an occurrence leaves of the rest.
static const double least_likelihood = 1e-4;

static _Thread_local int64_t ranked;
static _Thread_local full_text_traits known;

void full_text_use(full_text_traits traits) {
  known = traits;
  ranked = 0;
}

int64_t full_text_ranked(void) { return ranked; }

// A row's traits, or 0 where none are known.
static uint32_t traits_of(sqlite3_int64 row) {
  sqlite3_int64 group = row / full_text_group;
  if (row < 0 || group >= known.group_count || known.places[group] < 0) return 0;
  return known.values[(size_t)known.places[group] * full_text_group + row % full_text_group];
}

// How often a phrase occurs, each place weighed by its column, and in which columns as bits.
static int weighed_count(const Fts5ExtensionApi *api, Fts5Context *context, int phrase,
                         const float *columns, double *sum, unsigned *where) {
  Fts5PhraseIter iterator;
  int column, offset;
  int code = api->xPhraseFirst(context, phrase, &iterator, &column, &offset);
  for (; code == SQLITE_OK && column >= 0;
       api->xPhraseNext(context, &iterator, &column, &offset)) {
    if (column >= max_columns) continue;
    *sum += columns[column];
    *where |= 1u << column;
  }
  return code;
}

static double pow8(double value) {
  double square = value * value, fourth = square * square;
  return fourth * fourth;
}

double full_text_freshness(const full_text_ranking *ranking, int32_t day) {
  double days = ranking->today > day ? ranking->today - day : 0;
  return 1 + ranking->freshness * exp2(-days / ranking->half_life);
}

static void text_rank(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result,
                      int count, sqlite3_value **values) {
  ranked += 1;
  int size = count == 1 ? sqlite3_value_bytes(values[0]) : 0;
  const char *blob = count == 1 ? sqlite3_value_blob(values[0]) : NULL;
  full_text_ranking ranking;
  if (!blob || size < (int)sizeof ranking) {
    sqlite3_result_error(result, "textRank: no ranking", -1);
    return;
  }
  memcpy(&ranking, blob, sizeof ranking);
  int terms = (size - (int)sizeof ranking) / (int)sizeof(full_text_term);
  int phrases = api->xPhraseCount(context);
  if (phrases > terms) phrases = terms;

  double frequency[max_clauses];
  unsigned where[max_clauses];
  int clauses = 0;
  int code = SQLITE_OK;
  for (int phrase = 0; phrase < phrases && code == SQLITE_OK; phrase++) {
    full_text_term term;
    memcpy(&term, blob + sizeof ranking + phrase * sizeof term, sizeof term);
    if (term.clause < 0 || term.clause >= max_clauses) continue;
    for (; clauses <= term.clause; clauses++) {
      frequency[clauses] = 0;
      where[clauses] = 0;
    }
    double found = 0;
    unsigned columns = 0;
    code = weighed_count(api, context, phrase, ranking.columns, &found, &columns);
    frequency[term.clause] += found * term.share;
    if (term.share >= 0.5) where[term.clause] |= columns;
  }
  if (code != SQLITE_OK) {
    sqlite3_result_error_code(result, code);
    return;
  }
  uint32_t traits = traits_of(api->xRowid(context));
  double length = (traits & 0xFFFF) / ranking.mean_length + ranking.least_length;
  double score = 1, in_first = 0, in_second = 0;
  for (int clause = 0; clause < clauses; clause++) {
    double found = frequency[clause];
    if (where[clause] & 1u) in_first += 1.0 / clauses;
    if (where[clause] & 3u) in_second += 1.0 / clauses;
    score *= fmax((found + ranking.presence * fmin(1, found)) / length, least_likelihood);
  }
  score *= exp(clauses * (ranking.first_column * pow8(in_first)
                          + ranking.second_column * pow8(in_second)));
  score = pow(score, ranking.sharpness);
  sqlite3_result_double(result, score * full_text_freshness(&ranking, (int32_t)(traits >> 16)));
}

// FTS5's door: "Extending FTS5" in its documentation.
static int find_api(sqlite3 *connection, fts5_api **api) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, NULL);
  if (code != SQLITE_OK) return code;
  *api = NULL;
  sqlite3_bind_pointer(statement, 1, api, "fts5_api_ptr", NULL);
  sqlite3_step(statement);
  code = sqlite3_finalize(statement);
  return code == SQLITE_OK && !*api ? SQLITE_ERROR : code;
}

int database_run(sqlite3 *connection, const char *statements) {
  return sqlite3_exec(connection, statements, NULL, NULL, NULL);
}

static int progress(void *rest) {
  ((void (*)(void))rest)();
  return 0;
}

void database_rest(sqlite3 *connection, void (*rest)(void)) {
  sqlite3_progress_handler(connection, 64, progress, (void *)rest);
}

int statement_bind_integer(sqlite3_stmt *statement, int place, int64_t value) {
  return sqlite3_bind_int64(statement, place, value);
}

int statement_bind_text(sqlite3_stmt *statement, int place, const void *text, int64_t length) {
  return sqlite3_bind_text64(
      statement, place, text ? text : "", (sqlite3_uint64)length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int statement_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int64_t length) {
  return sqlite3_bind_blob64(
      statement, place, bytes ? bytes : "", (sqlite3_uint64)length, SQLITE_TRANSIENT);
}

int statement_run(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : code;
}

int database_keep_temporary_files(const char *directory) {
  char *copy = sqlite3_mprintf("%s", directory);
  if (!copy) return SQLITE_NOMEM;
  sqlite3_temp_directory = copy;
  return SQLITE_OK;
}

void database_count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int full_text_register(sqlite3 *connection) {
  fts5_api *api;
  int code = find_api(connection, &api);
  if (code != SQLITE_OK) return code;
  return api->xCreateFunction(api, "textRank", NULL, text_rank, NULL);
}
