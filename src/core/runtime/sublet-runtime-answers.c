/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "core/base/sublet-plain-text.h"

#include <string.h>

#define MARK "@sublet "

/* Of one answer; the script says fewer. */
#define MAX_LINES 128

static const char *const names[SUBLET_RUNTIME_N_QUESTIONS] = {
  [SUBLET_RUNTIME_QUESTION_GPUS] = "gpus",
  [SUBLET_RUNTIME_QUESTION_CUDA] = "cuda",
  [SUBLET_RUNTIME_QUESTION_PYTHON] = "python",
  [SUBLET_RUNTIME_QUESTION_TORCH] = "torch",
  [SUBLET_RUNTIME_QUESTION_FLASH_ATTN] = "flash_attn",
  [SUBLET_RUNTIME_QUESTION_XFORMERS] = "xformers",
  [SUBLET_RUNTIME_QUESTION_BITSANDBYTES] = "bitsandbytes",
  [SUBLET_RUNTIME_QUESTION_TRITON] = "triton",
  [SUBLET_RUNTIME_QUESTION_TOOLKIT] = "toolkit",
  [SUBLET_RUNTIME_QUESTION_SPACE] = "space",
  [SUBLET_RUNTIME_QUESTION_DISK] = "disk",
  [SUBLET_RUNTIME_QUESTION_NETWORK] = "network",
};

/* "p0", "p23"; -1: none */
static int
find_package (const char *name, gsize length)
{
  int number = 0;
  gsize i;

  if (length < 2 || length > 3 || name[0] != 'p' || (length == 3 && name[1] == '0'))
    return -1;
  for (i = 1; i < length; i++)
    {
      if (!g_ascii_isdigit (name[i]))
        return -1;
      number = number * 10 + (name[i] - '0');
    }

  return number < SUBLET_RUNTIME_MAX_PACKAGES ? number : -1;
}

/* Packages come after the others; -1: none. */
static int
find_question (const char *name, gsize length)
{
  int package;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strlen (names[i]) == length && memcmp (names[i], name, length) == 0)
        return (int) i;
    }
  package = find_package (name, length);

  return package < 0 ? -1 : SUBLET_RUNTIME_N_QUESTIONS + package;
}

/* What kind of line it is, and where its text begins; -1: somebody else's. */
static int
split_line (const char *line, gsize length, char *kind, const char **text)
{
  const gsize mark = strlen (MARK);
  const char *end = line + length;
  const char *name = line + mark;
  const char *blank;

  if (length < mark || memcmp (line, MARK, mark) != 0)
    return -1;
  blank = memchr (name, ' ', (gsize) (end - name));
  if (blank == NULL || end - blank < 2)
    return -1;

  *kind = blank[1];
  *text = MIN (blank + 3, end);
  return find_question (name, (gsize) (blank - name));
}

/**
 * sublet_runtime_line_get_question: (skip)
 * @line: one that was printed
 * @length: bytes
 * @asked: (out): whether it begins, or else ends
 *
 * Returns: which question it begins or ends, packages after the others; -1 for any other line
 */
int
sublet_runtime_line_get_question (const char *line, gsize length, bool *asked)
{
  char kind = 0;
  const char *text;
  int question = split_line (line, length, &kind, &text);

  *asked = kind == '?';

  return kind == '?' || kind == '.' ? question : -1;
}

/* What a banner said before in the report's own words does not count. */
static void
begin (SubletRuntimeAnswer *answer)
{
  answer->asked = true;
  g_clear_pointer (&answer->end, g_free);
  g_ptr_array_set_size (answer->lines, 0);
}

static void
add_line (SubletRuntimeAnswer *answer, const char *text, gsize length)
{
  g_autofree char *clean = sublet_plain_text_new (text, length, SUBLET_RUNTIME_TEXT_BYTES);

  if (*clean != '\0' && answer->lines->len < MAX_LINES)
    g_ptr_array_add (answer->lines, g_steal_pointer (&clean));
}

static void
read_line (SubletRuntimeAnswers *self, const char *line, gsize length)
{
  SubletRuntimeAnswer *answer;
  const char *end = line + length;
  const char *text;
  char kind;
  int question = split_line (line, length, &kind, &text);

  if (question < 0)
    return;

  answer = question < SUBLET_RUNTIME_N_QUESTIONS
             ? &self->answers[question]
             : &self->packages[question - SUBLET_RUNTIME_N_QUESTIONS];
  if (kind == '?')
    begin (answer);
  else if (!answer->asked || answer->end != NULL)
    return;
  else if (kind == ':')
    add_line (answer, text, (gsize) (end - text));
  else if (kind == '.')
    answer->end = sublet_plain_text_new (text, (gsize) (end - text), SUBLET_RUNTIME_TEXT_BYTES);
}

/**
 * sublet_runtime_answers_new: (skip)
 * @data: what the script printed, with whatever else came
 * @length: bytes
 *
 * A last line that is cut does not count.
 *
 * Returns: (transfer full): what was answered
 */
SubletRuntimeAnswers *
sublet_runtime_answers_new (const char *data, gsize length)
{
  SubletRuntimeAnswers *self = g_new0 (SubletRuntimeAnswers, 1);
  const char *end = length > 0 ? data + length : data;
  const char *line_end;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (self->answers); i++)
    self->answers[i].lines = g_ptr_array_new_with_free_func (g_free);
  for (i = 0; i < G_N_ELEMENTS (self->packages); i++)
    self->packages[i].lines = g_ptr_array_new_with_free_func (g_free);

  while (data < end && (line_end = memchr (data, '\n', (gsize) (end - data))) != NULL)
    {
      read_line (self, data, (gsize) (line_end - data));
      data = line_end + 1;
    }

  return self;
}

static void
clear (SubletRuntimeAnswer *answer)
{
  g_ptr_array_unref (answer->lines);
  g_free (answer->end);
}

/**
 * sublet_runtime_answers_free: (skip)
 * @self: (transfer full): answers
 */
void
sublet_runtime_answers_free (SubletRuntimeAnswers *self)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (self->answers); i++)
    clear (&self->answers[i]);
  for (i = 0; i < G_N_ELEMENTS (self->packages); i++)
    clear (&self->packages[i]);
  g_free (self);
}

/**
 * sublet_runtime_answer_succeeded: (skip)
 * @self: an answer
 *
 * Returns: whether the program ended, with status 0
 */
bool
sublet_runtime_answer_succeeded (const SubletRuntimeAnswer *self)
{
  return g_strcmp0 (self->end, "0") == 0;
}

/**
 * sublet_runtime_answer_get_word: (skip)
 * @self: an answer
 * @word: what is looked for
 *
 * Returns: (transfer none) (nullable): what the first line "=@word ..." says, "" for nothing; %NULL
 *   when there is no such line
 */
const char *
sublet_runtime_answer_get_word (const SubletRuntimeAnswer *self, const char *word)
{
  gsize length = strlen (word);
  guint i;

  for (i = 0; i < self->lines->len; i++)
    {
      const char *line = g_ptr_array_index (self->lines, i);

      if (line[0] != '=' || strncmp (line + 1, word, length) != 0)
        continue;
      if (line[1 + length] == '\0')
        return "";
      if (line[1 + length] == ' ')
        return line + 2 + length;
    }

  return NULL;
}

/**
 * sublet_runtime_answer_dup_word: (skip)
 * @self: an answer
 * @word: what is looked for
 *
 * Returns: (transfer full) (nullable): as sublet_runtime_answer_get_word(), %NULL for ""
 */
char *
sublet_runtime_answer_dup_word (const SubletRuntimeAnswer *self, const char *word)
{
  const char *text = sublet_runtime_answer_get_word (self, word);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* The words of the program that explain most: the last ones, which are no frame of a table. */
static const char *
get_last_words (const SubletRuntimeAnswer *self)
{
  guint i;

  for (i = self->lines->len; i > 0; i--)
    {
      const char *line = g_ptr_array_index (self->lines, i - 1);

      if (strchr ("=+|-", line[0]) == NULL)
        return line;
    }

  return NULL;
}

/**
 * sublet_runtime_answer_dup_complaint: (skip)
 * @self: an answer
 *
 * Returns: (transfer full) (nullable): why it is not what was hoped for, in the program's own words
 *   where it has some, else in technical English; %NULL when it has none and ended well
 */
char *
sublet_runtime_answer_dup_complaint (const SubletRuntimeAnswer *self)
{
  const char *error = sublet_runtime_answer_get_word (self, "error");
  const char *words = error != NULL ? error : get_last_words (self);

  if (!self->asked)
    return NULL;
  if (self->end == NULL || g_str_equal (self->end, "late"))
    return g_strdup ("no answer in time");
  if (g_str_equal (self->end, "flood"))
    return g_strdup ("an answer without end");
  if (words != NULL)
    return g_strdup (words);

  return g_str_equal (self->end, "0") || g_str_equal (self->end, "absent")
           ? NULL
           : g_strdup_printf ("exit status %.20s", self->end);
}
