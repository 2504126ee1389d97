/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-search.h"
#include "ui/common/sublet-tooltip.h"

#include <glib/gi18n.h>
#include <stdbool.h>

#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

struct _SubletTerminalSearch
{
  SubletFindBar parent_instance;

  VteTerminal *terminal; /* (weak) (nullable) */

  GtkWidget *match_case; /* (borrowed): in the bar, as the next two */
  GtkWidget *wrap_around;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (SubletTerminalSearch, sublet_terminal_search, SUBLET_TYPE_FIND_BAR)

static const char *
get_text (SubletTerminalSearch *self)
{
  return sublet_find_bar_get_text (SUBLET_FIND_BAR (self));
}

static void
show_found (SubletTerminalSearch *self, gboolean found)
{
  sublet_find_bar_show_found (SUBLET_FIND_BAR (self), found, NULL);
}

static void
find (SubletTerminalSearch *self, gboolean forward)
{
  /* The entry waits a little before it tells, and VTE 0.70 crashes when it has to scroll to a match
   * in a terminal that is not shown any more. */
  if (self->terminal == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->terminal)) ||
      *get_text (self) == '\0')
    return;

  show_found (self,
              forward ? vte_terminal_search_find_next (self->terminal)
                      : vte_terminal_search_find_previous (self->terminal));
}

/* What is typed is text, not an expression: nobody searching for "a.b" wants "axb". */
static void
update_regex (SubletTerminalSearch *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pattern = NULL;
  VteRegex *regex;
  guint32 flags = PCRE2_UTF | PCRE2_MULTILINE;

  if (self->terminal == NULL)
    return;
  show_found (self, TRUE);
  if (*get_text (self) == '\0' || !sublet_find_bar_get_search_mode (SUBLET_FIND_BAR (self)))
    {
      vte_terminal_search_set_regex (self->terminal, NULL, 0);
      return;
    }

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->match_case)))
    flags |= PCRE2_CASELESS;
  pattern = g_regex_escape_string (get_text (self), -1);
  regex = vte_regex_new_for_search (pattern, -1, flags, &error);
  if (regex == NULL)
    {
      g_warning ("A text that was escaped is no pattern: %s", error->message);
      return;
    }
  vte_terminal_search_set_regex (self->terminal, regex, 0);
  vte_regex_unref (regex);
  vte_terminal_search_set_wrap_around (self->terminal,
                                       gtk_toggle_button_get_active (
                                         GTK_TOGGLE_BUTTON (self->wrap_around)));
}

static void
sublet_terminal_search_text_changed (SubletFindBar *bar)
{
  SubletTerminalSearch *self = SUBLET_TERMINAL_SEARCH (bar);

  if (self->terminal == NULL)
    return;
  /* From the end again: the longer text is looked for where the shorter one was. */
  vte_terminal_unselect_all (self->terminal);
  update_regex (self);
  find (self, FALSE);
}

static void
on_close (SubletTerminalSearch *self)
{
  sublet_find_bar_set_search_mode (SUBLET_FIND_BAR (self), FALSE);
}

static void
sublet_terminal_search_step (SubletFindBar *bar, int direction)
{
  find (SUBLET_TERMINAL_SEARCH (bar), direction > 0);
}

static void
sublet_terminal_search_mode_changed (SubletFindBar *bar, gboolean open)
{
  SubletTerminalSearch *self = SUBLET_TERMINAL_SEARCH (bar);

  update_regex (self);
  if (!open && self->terminal != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->terminal));
}

static void
sublet_terminal_search_dispose (GObject *object)
{
  SubletTerminalSearch *self = SUBLET_TERMINAL_SEARCH (object);

  g_clear_weak_pointer (&self->terminal);

  G_OBJECT_CLASS (sublet_terminal_search_parent_class)->dispose (object);
}

static void
sublet_terminal_search_class_init (SubletTerminalSearchClass *klass)
{
  SubletFindBarClass *bar_class = SUBLET_FIND_BAR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_terminal_search_dispose;
  bar_class->text_changed = sublet_terminal_search_text_changed;
  bar_class->step = sublet_terminal_search_step;
  bar_class->mode_changed = sublet_terminal_search_mode_changed;
}

static void
name (GtkWidget *widget, const char *id, const char *words)
{
  gtk_widget_set_name (widget, id);
  sublet_tooltip_set (widget, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}

static void
sublet_terminal_search_init (SubletTerminalSearch *self)
{
  SubletFindBar *bar = SUBLET_FIND_BAR (self);

  sublet_find_bar_set_prompt (bar, _ ("Find in the Terminal"));

  /* TRANSLATORS: a short sign for: upper and lower case differ */
  self->match_case = gtk_toggle_button_new_with_label (_ ("Aa"));
  name (self->match_case, "match_case", _ ("Match Case"));
  self->wrap_around = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->wrap_around), "media-playlist-repeat-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->wrap_around), TRUE);
  name (self->wrap_around, "wrap_around", _ ("From the Other End When None Is Left"));
  self->close = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->close, "flat");
  gtk_widget_set_visible (self->close, FALSE);
  name (self->close, "close", _ ("Close"));

  g_signal_connect_swapped (self->match_case, "toggled", G_CALLBACK (update_regex), self);
  g_signal_connect_swapped (self->wrap_around, "toggled", G_CALLBACK (update_regex), self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (on_close), self);
  sublet_find_bar_add (bar, self->match_case);
  sublet_find_bar_add (bar, self->wrap_around);
  sublet_find_bar_add (bar, self->close);
}

/**
 * sublet_terminal_search_set_terminal:
 * @self: a search
 * @terminal: (nullable): what to search from now on
 */
void
sublet_terminal_search_set_terminal (SubletTerminalSearch *self, VteTerminal *terminal)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_SEARCH (self));
  g_return_if_fail (terminal == NULL || VTE_IS_TERMINAL (terminal));

  if (self->terminal == terminal)
    return;

  if (self->terminal != NULL)
    vte_terminal_search_set_regex (self->terminal, NULL, 0);
  g_set_weak_pointer (&self->terminal, terminal);
  update_regex (self);
}

/**
 * sublet_terminal_search_set_size_class:
 * @self: a search
 * @size_class: how much room there is
 *
 * A narrow window has no button in its header that closes it, and no room for everything.
 */
void
sublet_terminal_search_set_size_class (SubletTerminalSearch *self, SubletSizeClass size_class)
{
  bool narrow = size_class == SUBLET_SIZE_CLASS_NARROW;

  g_return_if_fail (SUBLET_IS_TERMINAL_SEARCH (self));

  gtk_widget_set_visible (self->close, narrow);
  gtk_widget_set_visible (self->wrap_around, !narrow);
}
