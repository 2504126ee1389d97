/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-ids-row.h"

#include "ui/market/sublet-filter-hint.h"
#include "ui/market/sublet-filter-words.h"

#include <glib/gi18n.h>

/* What may stand between two numbers. */
#define SEPARATORS " \t,;"

struct _SubletIdsRow
{
  GtkBox parent_instance;

  SubletFilterPart part;    /* construct-only */
  SubletOfferFilter *known; /* (owned): the numbers that the filter has, and nothing else */
  gboolean updating;        /* the field follows the filter, it does not lead it */

  /* inside (borrowed) */
  GtkWidget *entry;
  SubletFilterHint *hint;
  GtkLabel *message;
};

G_DEFINE_FINAL_TYPE (SubletIdsRow, sublet_ids_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_PART = 1,
} SubletIdsRowProperty;

static GParamSpec *properties[PROP_PART + 1];

typedef enum
{
  SIGNAL_CHANGED,
} SubletIdsRowSignal;

static guint signals[SIGNAL_CHANGED + 1];

static const char *
get_text (SubletIdsRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
reads (SubletIdsRow *self)
{
  return strspn (get_text (self), "0123456789" SEPARATORS) == strlen (get_text (self));
}

static void
mark (SubletIdsRow *self, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_widget_set_visible (GTK_WIDGET (self->message), wrong);
}

static void
on_changed (SubletIdsRow *self)
{
  gboolean good = reads (self);

  if (self->updating)
    return;

  mark (self, !good);
  if (!good)
    return;

  sublet_ids_row_apply (self, self->known);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sublet_ids_row_constructed (GObject *object)
{
  SubletIdsRow *self = SUBLET_IDS_ROW (object);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (sublet_filter_part_get_title (self->part));
  g_autofree char *name = NULL;

  G_OBJECT_CLASS (sublet_ids_row_parent_class)->constructed (object);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  self->hint = g_object_new (SUBLET_TYPE_FILTER_HINT, "part", self->part, NULL);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->hint));

  self->entry = gtk_entry_new ();
  gtk_widget_set_name (self->entry, sublet_filter_part_get_nick (self->part));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Any"));
  gtk_widget_add_css_class (self->entry, "numeric");
  name =
    /* TRANSLATORS: a field for numbers by its title, as in "Machine, one number or several" */
    g_strdup_printf (_ ("%s, one number or several"), sublet_filter_part_get_title (self->part));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  g_signal_connect_swapped (self->entry, "notify::text", G_CALLBACK (on_changed), self);

  self->message = GTK_LABEL (
    gtk_label_new (_ ("Only numbers, with a blank between two. The filter stays as it was.")));
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);

  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->message));
}

static void
sublet_ids_row_finalize (GObject *object)
{
  sublet_offer_filter_free (SUBLET_IDS_ROW (object)->known);

  G_OBJECT_CLASS (sublet_ids_row_parent_class)->finalize (object);
}

static void
sublet_ids_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SubletIdsRow *self = SUBLET_IDS_ROW (object);

  if (prop_id == PROP_PART)
    self->part = (SubletFilterPart) g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_ids_row_class_init (SubletIdsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sublet_ids_row_constructed;
  object_class->finalize = sublet_ids_row_finalize;
  object_class->set_property = sublet_ids_row_set_property;

  properties[PROP_PART] =
    g_param_spec_enum ("part",
                       NULL,
                       NULL,
                       SUBLET_TYPE_FILTER_PART,
                       SUBLET_FILTER_PART_MACHINE,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
sublet_ids_row_init (SubletIdsRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  self->known = sublet_offer_filter_new ();
}

/**
 * sublet_ids_row_get_part:
 * @self: a row
 *
 * Returns: which filter it is
 */
SubletFilterPart
sublet_ids_row_get_part (SubletIdsRow *self)
{
  g_return_val_if_fail (SUBLET_IS_IDS_ROW (self), SUBLET_FILTER_PART_MACHINE);

  return self->part;
}

/**
 * sublet_ids_row_apply:
 * @self: a row
 * @filter: (inout): gets the numbers in the field instead of those that it has
 */
void
sublet_ids_row_apply (SubletIdsRow *self, SubletOfferFilter *filter)
{
  g_auto (GStrv) words = NULL;
  guint i;

  g_return_if_fail (SUBLET_IS_IDS_ROW (self));

  sublet_offer_filter_clear (filter, self->part);
  words = g_strsplit_set (get_text (self), SEPARATORS, -1);
  for (i = 0; words[i] != NULL; i++)
    sublet_offer_filter_add_id (filter, self->part, g_ascii_strtoll (words[i], NULL, 10));
}

/**
 * sublet_ids_row_update:
 * @self: a row
 * @filter: what is wanted
 * @n_hidden: how many offers it hides by itself, SUBLET_CHOICE_COUNT_UNKNOWN when not known
 *
 * What is being typed stays as long as the filter's numbers do.
 */
void
sublet_ids_row_update (SubletIdsRow *self, const SubletOfferFilter *filter, guint n_hidden)
{
  g_autoptr (SubletOfferFilter) wanted = sublet_offer_filter_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  const gint64 *ids;
  gsize n_ids;
  gsize i;

  g_return_if_fail (SUBLET_IS_IDS_ROW (self));

  sublet_filter_hint_update (self->hint,
                             sublet_offer_filter_is_active (filter, self->part),
                             n_hidden);
  ids = sublet_offer_filter_get_ids (filter, self->part, &n_ids);
  for (i = 0; i < n_ids; i++)
    {
      sublet_offer_filter_add_id (wanted, self->part, ids[i]);
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", ids[i]);
    }
  if (sublet_offer_filter_equal (wanted, self->known))
    return;

  sublet_offer_filter_free (self->known);
  self->known = g_steal_pointer (&wanted);
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text->str);
  mark (self, FALSE);
  self->updating = FALSE;
}
