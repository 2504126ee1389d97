/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-facts-group.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/common/sublet-toast.h"

#include <glib/gi18n.h>

struct _SubletFactsGroup
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group; /* (borrowed): inside */
  GPtrArray *rows;            /* (owned) (element-type AdwActionRow): borrowed, the group's */
};

G_DEFINE_FINAL_TYPE (SubletFactsGroup, sublet_facts_group, ADW_TYPE_BIN)

static GQuark
label_quark (void)
{
  return g_quark_from_static_string ("sublet-fact-label");
}

/* What can be done about it. */
static GQuark
deed_quark (void)
{
  return g_quark_from_static_string ("sublet-fact-deed");
}

/* As it was said: what is shown of it is tamed. */
static GQuark
raw_quark (void)
{
  return g_quark_from_static_string ("sublet-fact-raw");
}

static GtkLabel *
get_label (AdwActionRow *row)
{
  return g_object_get_qdata (G_OBJECT (row), label_quark ());
}

static void
on_copy (AdwActionRow *row)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (row)),
                          g_object_get_qdata (G_OBJECT (row), raw_quark ()));
  sublet_toast_show (GTK_WIDGET (row), _ ("Copied"));
}

static GtkWidget *
make_button (AdwActionRow *row, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* TRANSLATORS: a button; %s is what it copies, as in "SSH Command" */
  g_autofree char *label = g_strdup_printf (_ ("Copy: %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy), row, G_CONNECT_SWAPPED);

  return button;
}

static AdwActionRow *
add_row (SubletFactsGroup *self, const char *name, SubletFactFlags flags)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (GTK_LABEL (label), (flags & SUBLET_FACT_CODE) != 0);
  gtk_widget_add_css_class (label, (flags & SUBLET_FACT_CODE) != 0 ? "monospace" : "numeric");
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  g_object_set_qdata (G_OBJECT (row), label_quark (), label);
  if ((flags & SUBLET_FACT_COPIES) != 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (ADW_ACTION_ROW (row), name));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);

  return ADW_ACTION_ROW (row);
}

/* @copied: what the button gives; NULL: @fact as it was said */
static void
show_fact (AdwActionRow *row, const char *fact, const char *copied, SubletFactFlags flags)
{
  bool tamed = fact != NULL && (flags & SUBLET_FACT_COPIES) != 0;
  g_autofree char *shown = tamed ? sublet_format_name (fact) : g_strdup (fact);

  if (shown != NULL)
    sublet_label_set_text (get_label (row), shown);
  g_object_set_qdata_full (G_OBJECT (row),
                           raw_quark (),
                           g_strdup (copied != NULL ? copied : fact),
                           g_free);
  gtk_widget_set_visible (GTK_WIDGET (row), fact != NULL);
}

static void
update_visible (SubletFactsGroup *self)
{
  gboolean any = FALSE;
  guint i;

  for (i = 0; i < self->rows->len; i++)
    any |= gtk_widget_get_visible (g_ptr_array_index (self->rows, i));
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
sublet_facts_group_finalize (GObject *object)
{
  g_ptr_array_unref (SUBLET_FACTS_GROUP (object)->rows);

  G_OBJECT_CLASS (sublet_facts_group_parent_class)->finalize (object);
}

static void
sublet_facts_group_class_init (SubletFactsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_facts_group_finalize;
}

static void
sublet_facts_group_init (SubletFactsGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  update_visible (self);
}

/**
 * sublet_facts_group_new:
 * @title: of the group, translated, in Header Capitals
 *
 * Returns: (transfer floating): a group without facts
 */
GtkWidget *
sublet_facts_group_new (const char *title)
{
  SubletFactsGroup *self = g_object_new (SUBLET_TYPE_FACTS_GROUP, NULL);

  adw_preferences_group_set_title (self->group, title);

  return GTK_WIDGET (self);
}

/* Its place is kept, also before it is known. */
static AdwActionRow *
ensure_row (SubletFactsGroup *self, const char *name, SubletFactFlags flags)
{
  AdwActionRow *row = NULL;
  guint i;

  for (i = 0; i < self->rows->len && row == NULL; i++)
    {
      AdwPreferencesRow *other = g_ptr_array_index (self->rows, i);

      if (g_str_equal (adw_preferences_row_get_title (other), name))
        row = ADW_ACTION_ROW (other);
    }

  return row != NULL ? row : add_row (self, name, flags);
}

/**
 * sublet_facts_group_set:
 * @self: a group
 * @name: what the fact is, translated, in Header Capitals
 * @fact: (nullable): the fact; NULL: there is none
 * @flags: how it looks, the same each time
 *
 * A fact keeps its place while it changes.
 */
void
sublet_facts_group_set (SubletFactsGroup *self,
                        const char *name,
                        const char *fact,
                        SubletFactFlags flags)
{
  g_return_if_fail (SUBLET_IS_FACTS_GROUP (self));

  show_fact (ensure_row (self, name, flags), fact, NULL, flags);
  update_visible (self);
}

/**
 * sublet_facts_group_set_block:
 * @self: a group
 * @name: what the fact is, translated, in Header Capitals
 * @first: (nullable): what is shown of it; NULL: there is none
 * @block: (nullable): the lines that are copied; not NULL with @first
 */
void
sublet_facts_group_set_block (SubletFactsGroup *self,
                              const char *name,
                              const char *first,
                              const char *block)
{
  const SubletFactFlags flags = SUBLET_FACT_COPIES | SUBLET_FACT_CODE;

  g_return_if_fail (SUBLET_IS_FACTS_GROUP (self));
  g_return_if_fail (first == NULL || block != NULL);

  show_fact (ensure_row (self, name, flags), first, block, flags);
  update_visible (self);
}

/* What a fact is called stands whole where fact and button leave little room: AdwActionRow would
 * break it within a word. */
static void
keep_words (GtkWidget *widget, GtkLabel *fact)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (widget) && GTK_LABEL (widget) != fact)
    gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD);
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_words (child, fact);
}

static GtkWidget *
add_deed (AdwActionRow *row, const SubletFactDeed *deed)
{
  GtkWidget *button = gtk_button_new_with_label (deed->label);

  keep_words (GTK_WIDGET (row), get_label (row));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), deed->action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  deed->spoken,
                                  -1);
  adw_action_row_add_suffix (row, button);
  g_object_set_qdata (G_OBJECT (row), deed_quark (), button);

  return button;
}

/**
 * sublet_facts_group_offer:
 * @self: a group
 * @name: of one of its plain facts
 * @deed: what its button does, the same each time
 * @offered: whether it can be done now; else there is no button
 */
void
sublet_facts_group_offer (SubletFactsGroup *self,
                          const char *name,
                          const SubletFactDeed *deed,
                          bool offered)
{
  AdwActionRow *row;
  GtkWidget *button;

  g_return_if_fail (SUBLET_IS_FACTS_GROUP (self));

  row = ensure_row (self, name, SUBLET_FACT_PLAIN);
  button = g_object_get_qdata (G_OBJECT (row), deed_quark ());
  if (button == NULL && offered)
    button = add_deed (row, deed);
  if (button != NULL)
    gtk_widget_set_visible (button, offered);
}

/**
 * sublet_facts_group_append:
 * @self: a group that is filled anew
 * @name: what the fact is
 * @fact: the fact
 */
void
sublet_facts_group_append (SubletFactsGroup *self, const char *name, const char *fact)
{
  g_return_if_fail (SUBLET_IS_FACTS_GROUP (self));

  show_fact (add_row (self, name, SUBLET_FACT_PLAIN), fact, NULL, SUBLET_FACT_PLAIN);
  update_visible (self);
}

/**
 * sublet_facts_group_clear:
 * @self: a group
 */
void
sublet_facts_group_clear (SubletFactsGroup *self)
{
  guint i;

  g_return_if_fail (SUBLET_IS_FACTS_GROUP (self));

  for (i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  update_visible (self);
}
