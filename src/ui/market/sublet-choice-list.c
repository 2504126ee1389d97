/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-choice-list.h"

#include "ui/market/sublet-choice.h"

#include <glib/gi18n.h>

struct _SubletChoiceList
{
  AdwBin parent_instance;

  GPtrArray *choices; /* (owned) (element-type SubletChoice) */
  char *search_label; /* (owned) (nullable) */
  guint n_first;
  char *more_label;    /* (owned) */
  char *folded_search; /* (owned) (nullable): NULL while nobody searches */

  /* template children */
  GtkWidget *search;
  GtkListBox *list;
  GtkToggleButton *more;
};

G_DEFINE_FINAL_TYPE (SubletChoiceList, sublet_choice_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_SEARCH_LABEL = 1,
  PROP_N_FIRST,
  PROP_MORE_LABEL,
} SubletChoiceListProperty;

static GParamSpec *properties[PROP_MORE_LABEL + 1];

typedef enum
{
  SIGNAL_TOGGLED,
} SubletChoiceListSignal;

static guint signals[SIGNAL_TOGGLED + 1];

static SubletChoice *
find_choice (SubletChoiceList *self, const char *id)
{
  guint i;

  for (i = 0; i < self->choices->len; i++)
    {
      SubletChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_str_equal (choice->id, id))
        return choice;
    }

  return NULL;
}

static SubletChoice *
find_choice_of_row (SubletChoiceList *self, GtkListBoxRow *row)
{
  guint i;

  for (i = 0; i < self->choices->len; i++)
    {
      SubletChoice *choice = g_ptr_array_index (self->choices, i);

      if (choice->row == row)
        return choice;
    }

  return NULL;
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer user_data)
{
  SubletChoiceList *self = SUBLET_CHOICE_LIST (user_data);
  const SubletChoice *choice = find_choice_of_row (self, row);

  if (choice == NULL)
    return FALSE;
  if (self->folded_search != NULL)
    return strstr (choice->folded, self->folded_search) != NULL;

  return choice->place < self->n_first || gtk_toggle_button_get_active (self->more) ||
         gtk_check_button_get_active (GTK_CHECK_BUTTON (choice->check));
}

static void
update_more (SubletChoiceList *self)
{
  gboolean all = gtk_toggle_button_get_active (self->more);

  gtk_widget_set_visible (GTK_WIDGET (self->more),
                          self->choices->len > self->n_first && self->folded_search == NULL);
  gtk_button_set_label (GTK_BUTTON (self->more),
                        all || self->more_label == NULL
                        ? _ ("Show Fewer")
                        : self->more_label);
}

static void
on_search_changed (SubletChoiceList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->folded_search, g_free);
  if (text[0] != '\0')
    self->folded_search = g_utf8_casefold (text, -1);
  gtk_list_box_invalidate_filter (self->list);
  update_more (self);
}

static void
on_stop_search (SubletChoiceList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_more_toggled (SubletChoiceList *self)
{
  gtk_list_box_invalidate_filter (self->list);
  update_more (self);
}

static void
on_row_activated (SubletChoiceList *self, GtkListBoxRow *row)
{
  SubletChoice *choice = find_choice_of_row (self, row);
  GtkCheckButton *check = GTK_CHECK_BUTTON (choice->check);

  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
on_check_toggled (GtkCheckButton *check, SubletChoiceList *self)
{
  SubletChoice *choice =
    find_choice_of_row (self,
                        GTK_LIST_BOX_ROW (
                          gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW)));
  g_autofree char *id = g_strdup (choice->id);

  g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, id, gtk_check_button_get_active (check));
}

static void
add_choice (SubletChoiceList *self, const char *id, const char *label)
{
  SubletChoice *choice = sublet_choice_new (id, label, self->choices->len);

  choice->toggled_handler =
    g_signal_connect_object (choice->check, "toggled", G_CALLBACK (on_check_toggled), self, 0);
  g_ptr_array_add (self->choices, choice);
  gtk_list_box_append (self->list, GTK_WIDGET (choice->row));
}

static bool
has_choices (SubletChoiceList *self, const char *const *ids)
{
  guint i;

  for (i = 0; i < self->choices->len && ids[i] != NULL; i++)
    if (!g_str_equal (((SubletChoice *) g_ptr_array_index (self->choices, i))->id, ids[i]))
      return false;

  return i == self->choices->len && ids[i] == NULL;
}

static void
sublet_choice_list_dispose (GObject *object)
{
  SubletChoiceList *self = SUBLET_CHOICE_LIST (object);

  if (self->list != NULL)
    gtk_list_box_set_filter_func (self->list, NULL, NULL, NULL);
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_CHOICE_LIST);

  G_OBJECT_CLASS (sublet_choice_list_parent_class)->dispose (object);
}

static void
sublet_choice_list_finalize (GObject *object)
{
  SubletChoiceList *self = SUBLET_CHOICE_LIST (object);

  g_ptr_array_unref (self->choices);
  g_free (self->search_label);
  g_free (self->more_label);
  g_free (self->folded_search);

  G_OBJECT_CLASS (sublet_choice_list_parent_class)->finalize (object);
}

static void
sublet_choice_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletChoiceList *self = SUBLET_CHOICE_LIST (object);

  switch ((SubletChoiceListProperty) prop_id)
    {
    case PROP_SEARCH_LABEL:
      g_value_set_string (value, self->search_label);
      break;
    case PROP_N_FIRST:
      g_value_set_uint (value, self->n_first);
      break;
    case PROP_MORE_LABEL:
      g_value_set_string (value, self->more_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_choice_list_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletChoiceList *self = SUBLET_CHOICE_LIST (object);

  switch ((SubletChoiceListProperty) prop_id)
    {
    case PROP_SEARCH_LABEL:
      self->search_label = g_value_dup_string (value);
      gtk_widget_set_visible (self->search, self->search_label != NULL);
      if (self->search_label != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->search),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        self->search_label,
                                        -1);
      break;
    case PROP_N_FIRST:
      self->n_first = g_value_get_uint (value);
      break;
    case PROP_MORE_LABEL:
      sublet_choice_list_set_more_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_choice_list_class_init (SubletChoiceListClass *klass)
{
  const GParamFlags at_first = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_choice_list_dispose;
  object_class->finalize = sublet_choice_list_finalize;
  object_class->get_property = sublet_choice_list_get_property;
  object_class->set_property = sublet_choice_list_set_property;

  properties[PROP_SEARCH_LABEL] = g_param_spec_string ("search-label", NULL, NULL, NULL, at_first);
  properties[PROP_N_FIRST] = g_param_spec_uint ("n-first", NULL, NULL, 0, G_MAXUINT, 6, at_first);
  properties[PROP_MORE_LABEL] =
    g_param_spec_string ("more-label",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_STRING,
                                          G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-choice-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletChoiceList, search);
  gtk_widget_class_bind_template_child (widget_class, SubletChoiceList, list);
  gtk_widget_class_bind_template_child (widget_class, SubletChoiceList, more);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_more_toggled);
}

static void
sublet_choice_list_init (SubletChoiceList *self)
{
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_choice_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
}

/**
 * sublet_choice_list_new:
 *
 * Returns: (transfer floating): a list without choices
 */
GtkWidget *
sublet_choice_list_new (void)
{
  return g_object_new (SUBLET_TYPE_CHOICE_LIST, NULL);
}

/**
 * sublet_choice_list_set_choices:
 * @self: a list
 * @ids: what they are called in the signal
 * @labels: what a person reads, as many
 *
 * With the same ids as before nothing is rebuilt.
 */
void
sublet_choice_list_set_choices (SubletChoiceList *self,
                                const char *const *ids,
                                const char *const *labels)
{
  guint i;

  g_return_if_fail (SUBLET_IS_CHOICE_LIST (self));

  if (has_choices (self, ids))
    return;

  for (i = 0; i < self->choices->len; i++)
    gtk_list_box_remove (self->list,
                         GTK_WIDGET (((SubletChoice *) g_ptr_array_index (self->choices, i))->row));
  g_ptr_array_set_size (self->choices, 0);
  for (i = 0; ids[i] != NULL; i++)
    add_choice (self, ids[i], labels[i]);
  gtk_list_box_invalidate_filter (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->choices->len > 0);
  update_more (self);
}

/**
 * sublet_choice_list_set_choice:
 * @self: a list
 * @id: one of its choices
 * @active: whether it is ticked; changes without the signal
 * @count: how many offers it would show, SUBLET_CHOICE_COUNT_UNKNOWN when that is not known
 */
void
sublet_choice_list_set_choice (SubletChoiceList *self, const char *id, gboolean active, guint count)
{
  SubletChoice *choice;

  g_return_if_fail (SUBLET_IS_CHOICE_LIST (self));

  choice = find_choice (self, id);
  if (choice != NULL)
    sublet_choice_show (choice, active, count);
}

/**
 * sublet_choice_list_set_more_label:
 * @self: a list
 * @more_label: (nullable): what the button says that shows all of them
 */
void
sublet_choice_list_set_more_label (SubletChoiceList *self, const char *more_label)
{
  g_return_if_fail (SUBLET_IS_CHOICE_LIST (self));

  if (g_strcmp0 (self->more_label, more_label) == 0)
    return;

  g_free (self->more_label);
  self->more_label = g_strdup (more_label);
  update_more (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MORE_LABEL]);
}

/**
 * sublet_choice_list_get_search_entry:
 * @self: a list
 *
 * Returns: (transfer none): where to search
 */
GtkWidget *
sublet_choice_list_get_search_entry (SubletChoiceList *self)
{
  g_return_val_if_fail (SUBLET_IS_CHOICE_LIST (self), NULL);

  return self->search;
}
