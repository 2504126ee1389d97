/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-paste.h"

#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a person can take in, and what a label can lay out without a stall. */
#define SHOWN_LINES 200
#define SHOWN_BYTES (16 * 1024)
#define LIST_WIDTH 440
#define LEAST_LIST_WIDTH 220
/* What the dialog has around the list. */
#define AROUND_LIST 96
/* So many rows are in sight without scrolling; of what is hidden below one would not know. */
#define ROWS_IN_SIGHT 10
#define ROW_HEIGHT 18
#define COLUMN_WIDTH 9
#define PADDING 24

/* What is not seen, or makes others look different from what they are: controls, and the formatting
 * characters that turn or hide text. */
static gboolean
is_hidden (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
      return c != '\t' && c != '\n';
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
      return TRUE;
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_SPACE_SEPARATOR:
    default:
      return FALSE;
    }
}

static void
append_escape (GString *shown, gunichar c)
{
  if (c == '\n')
    g_string_append (shown, "\\n");
  else if (c == '\r')
    g_string_append (shown, "\\r");
  else if (c < 0x100)
    g_string_append_printf (shown, "\\x%02x", c);
  else
    g_string_append_printf (shown, "\\u%04x", c);
}

static char *
dup_escaped (const char *text, gboolean in_one_row)
{
  GString *shown = g_string_new (NULL);
  const char *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_hidden (c) || (in_one_row && (c == '\n' || c == '\t')))
        append_escape (shown, c);
      else
        g_string_append_unichar (shown, c);
    }

  return g_string_free (shown, FALSE);
}

/**
 * sublet_terminal_paste_is_risky:
 * @text: valid UTF-8
 *
 * A line's end runs what stands before it in a shell that does not know bracketed paste, so that
 * even one line with its end counts.
 *
 * Returns: whether to show it before it is pasted
 */
gboolean
sublet_terminal_paste_is_risky (const char *text)
{
  const char *p;

  g_return_val_if_fail (text != NULL, FALSE);

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || is_hidden (c))
        return TRUE;
    }

  return FALSE;
}

/**
 * sublet_terminal_paste_count_lines:
 * @text: valid UTF-8
 *
 * Returns: how many lines it has; an end of line at its end begins no other
 */
guint
sublet_terminal_paste_count_lines (const char *text)
{
  guint count = 0;
  const char *p;

  g_return_val_if_fail (text != NULL, 0);

  for (p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        count++;
    }
  if (p != text && p[-1] != '\n')
    count++;

  return count;
}

/**
 * sublet_terminal_paste_dup_shown:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the text with nothing hidden in it
 */
char *
sublet_terminal_paste_dup_shown (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return dup_escaped (text, FALSE);
}

/**
 * sublet_terminal_paste_dup_inline:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the text in one row, with nothing hidden in it
 */
char *
sublet_terminal_paste_dup_inline (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return dup_escaped (text, TRUE);
}

/* The beginning, up to so many lines and bytes; whole characters. */
static char *
dup_beginning (const char *text, gboolean *cut)
{
  const char *end = text;
  guint n_lines = 0;

  while (*end != '\0' && n_lines < SHOWN_LINES && end - text < SHOWN_BYTES)
    {
      if (*end == '\n')
        n_lines++;
      end = g_utf8_next_char (end);
    }
  *cut = *end != '\0';
  /* The last end of line shows as an empty line else. */
  if (end != text && end[-1] == '\n')
    end--;

  return g_strndup (text, (gsize) (end - text));
}

/* About, with the rows that long lines need: too high leaves room, too low hides text. */
static int
guess_rows (const char *shown, int width)
{
  g_auto (GStrv) lines = g_strsplit (shown, "\n", -1);
  int n_columns = (width - PADDING) / COLUMN_WIDTH;
  int n_rows = 0;
  guint i;

  for (i = 0; lines[i] != NULL; i++)
    n_rows += 1 + (int) g_utf8_strlen (lines[i], -1) / n_columns;

  return n_rows;
}

static GtkWidget *
make_list (GtkWidget *parent, const char *text)
{
  gboolean cut = FALSE;
  g_autofree char *beginning = dup_beginning (text, &cut);
  g_autofree char *shown = dup_escaped (beginning, FALSE);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  int width = CLAMP (gtk_widget_get_width (parent) - AROUND_LIST, LEAST_LIST_WIDTH, LIST_WIDTH);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label;

  if (cut)
    {
      char *with_mark = g_strconcat (shown, "\n…", NULL);

      g_free (shown);
      shown = with_mark;
    }
  label = gtk_label_new (shown);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* A hyphen at the end of a row would read as one that is pasted. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "paste-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("What would be pasted"), -1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              PADDING + ROW_HEIGHT * MIN (guess_rows (shown, width),
                                                                          ROWS_IN_SIGHT));
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              PADDING + ROW_HEIGHT * ROWS_IN_SIGHT);
  gtk_widget_set_size_request (scrolled, width, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);
  gtk_widget_add_css_class (scrolled, "card");

  return scrolled;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, g_str_equal (answer, "paste"));
}

/**
 * sublet_terminal_paste_ask_async:
 * @parent: a widget of the window that asks
 * @text: valid UTF-8
 * @cancellable: (nullable): takes the question away
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Text that is not risky is pasted without a question.
 */
void
sublet_terminal_paste_ask_async (GtkWidget *parent,
                                 const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "paste", _ ("Paste"), SUBLET_ANSWER_SUGGESTED },
    };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *heading = NULL;
  SubletQuestion question = {
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "paste",
    .close_answer = "cancel",
  };
  guint n_lines;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (text != NULL);

  g_task_set_source_tag (task, sublet_terminal_paste_ask_async);
  if (!sublet_terminal_paste_is_risky (text))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  n_lines = sublet_terminal_paste_count_lines (text);
  if (n_lines > 1)
    /* TRANSLATORS: the question before several lines go into a shell; %u is more than 1 */
    heading = g_strdup_printf (ngettext ("Paste %u Line?", "Paste %u Lines?", n_lines), n_lines);
  else
    heading = g_strdup (_ ("Paste This?"));
  question.heading = heading;
  question.body = n_lines > 1 ? _ ("The shell may run each line at once.")
                              : _ ("It has a character that the shell may act on at once.");
  question.extra = make_list (parent, text);
  sublet_ui_confirm_async (parent, &question, cancellable, on_answer, g_steal_pointer (&task));
}

/**
 * sublet_terminal_paste_ask_finish:
 * @result: what the callback got
 * @error: (out) (optional): G_IO_ERROR_CANCELLED when the question went away
 *
 * Returns: whether to paste; FALSE without @error: the person does not want it
 */
gboolean
sublet_terminal_paste_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
