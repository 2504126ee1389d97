/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-range-row.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/market/sublet-choice-list.h"
#include "ui/market/sublet-filter-hint.h"
#include "ui/market/sublet-filter-words.h"

#include <glib/gi18n.h>

/* Of the hint's button. */
#define HEAD_HEIGHT 24

enum
{
  LOWER,
  UPPER,
  N_BOUNDS
};

struct _SubletRangeRow
{
  GtkBox parent_instance;

  /* construct-only */
  SubletFilterPart part;
  gboolean prominent;

  const SubletFilterRange *range; /* (borrowed) */
  gint64 bounds[N_BOUNDS];        /* what the filter has */
  gboolean wrong;                 /* what is typed cannot hold, and waits to be mended */
  gboolean updating;              /* the fields follow the filter, they do not lead it */

  /* inside (borrowed) */
  GtkWidget *entries[N_BOUNDS];
  SubletFilterHint *hint;
  GtkLabel *message;
  GtkLabel *unknown;
};

G_DEFINE_FINAL_TYPE (SubletRangeRow, sublet_range_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_PART = 1,
  PROP_PROMINENT,
} SubletRangeRowProperty;

static GParamSpec *properties[PROP_PROMINENT + 1];

typedef enum
{
  SIGNAL_CHANGED,
} SubletRangeRowSignal;

static guint signals[SIGNAL_CHANGED + 1];

static gboolean
parse (SubletRangeRow *self, guint i, gint64 *bound)
{
  return sublet_filter_parse_bound (self->range,
                                    gtk_editable_get_text (GTK_EDITABLE (self->entries[i])),
                                    bound);
}

static void
mark (GtkWidget *entry, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* @message: (nullable): what is wrong with the marked fields */
static void
show_message (SubletRangeRow *self, const char *message)
{
  self->wrong = message != NULL;
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static void
show_turned (SubletRangeRow *self, const gint64 *bounds)
{
  g_autofree char *lower = sublet_filter_format_bound (bounds[LOWER]);
  g_autofree char *upper = sublet_filter_format_bound (bounds[UPPER]);
  g_autofree char *message = NULL;

  message =
    /* TRANSLATORS: a range of numbers is the wrong way round, as in "48 is more than 24" */
    g_strdup_printf (_ ("%1$s is more than %2$s. The filter stays as it was."), lower, upper);
  mark (self->entries[LOWER], TRUE);
  mark (self->entries[UPPER], TRUE);
  show_message (self, message);
}

/* Returns whether both fields hold bounds. */
static gboolean
read_bounds (SubletRangeRow *self, gint64 *bounds)
{
  gboolean good = TRUE;
  guint i;

  for (i = 0; i < N_BOUNDS; i++)
    {
      gboolean reads = parse (self, i, &bounds[i]);

      mark (self->entries[i], !reads);
      good = good && reads;
    }
  show_message (self, good ? NULL : _ ("This is not a number. The filter stays as it was."));

  return good;
}

static void
on_entry_changed (SubletRangeRow *self)
{
  gint64 bounds[N_BOUNDS];

  if (self->updating || !read_bounds (self, bounds))
    return;

  if (bounds[LOWER] != SUBLET_FILTER_NO_BOUND && bounds[UPPER] != SUBLET_FILTER_NO_BOUND &&
      bounds[LOWER] > bounds[UPPER])
    {
      show_turned (self, bounds);
      return;
    }

  if (bounds[LOWER] == self->bounds[LOWER] && bounds[UPPER] == self->bounds[UPPER])
    return;

  memcpy (self->bounds, bounds, sizeof bounds);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->part, bounds[LOWER], bounds[UPPER]);
}

static void
show_bounds (SubletRangeRow *self)
{
  guint i;

  self->updating = TRUE;
  for (i = 0; i < N_BOUNDS; i++)
    {
      g_autofree char *text = sublet_filter_format_bound (self->bounds[i]);

      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), text);
      mark (self->entries[i], FALSE);
    }
  show_message (self, NULL);
  self->updating = FALSE;
}

/* Arrow keys step, as in a spin button; Escape takes back what cannot hold. */
static gboolean
on_key_pressed (SubletRangeRow *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventController *controller)
{
  GtkWidget *entry = gtk_event_controller_get_widget (controller);
  guint i = entry == self->entries[UPPER] ? UPPER : LOWER;
  gint64 step =
    sublet_filter_bound_from_double (self->range, sublet_filter_part_get_step (self->part));
  g_autofree char *text = NULL;
  gint64 bound;

  if (keyval == GDK_KEY_Escape && self->wrong)
    {
      show_bounds (self);
      return TRUE;
    }
  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) || !parse (self, i, &bound))
    return FALSE;

  bound = bound == SUBLET_FILTER_NO_BOUND ? 0 : bound;
  bound += keyval == GDK_KEY_Up ? step : -step;
  text =
    sublet_filter_format_bound (CLAMP (bound, 0, self->range->highest * SUBLET_FILTER_BOUND_UNIT));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
  return TRUE;
}

/* (transfer full) */
static char *
make_name (SubletRangeRow *self, guint i)
{
  const char *title = sublet_filter_part_get_title (self->part);
  const char *unit = sublet_filter_part_get_unit (self->part);

  if (unit[0] == '\0' && i == LOWER)
    /* TRANSLATORS: a number field by the title of its filter, as in "Direct Ports, at least" */
    return g_strdup_printf (_ ("%s, at least"), title);
  if (unit[0] == '\0')
    /* TRANSLATORS: a number field by the title of its filter, as in "Direct Ports, at most" */
    return g_strdup_printf (_ ("%s, at most"), title);
  if (i == LOWER)
    /* TRANSLATORS: a number field by title and unit, as in "Memory, at least, in GB" */
    return g_strdup_printf (_ ("%1$s, at least, in %2$s"), title, unit);

  /* TRANSLATORS: a number field by title and unit, as in "Memory, at most, in GB" */
  return g_strdup_printf (_ ("%1$s, at most, in %2$s"), title, unit);
}

static void
name_entry (SubletRangeRow *self, guint i)
{
  g_autofree char *name = make_name (self, i);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[i]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static GtkWidget *
make_entry (SubletRangeRow *self, guint i)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *controller = gtk_event_controller_key_new ();
  g_autofree char *name =
    g_strconcat (i == LOWER ? "min-" : "max-", sublet_filter_part_get_nick (self->part), NULL);

  self->entries[i] = entry;
  gtk_widget_set_name (entry, name);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  /* TRANSLATORS: in an empty number field: no limit */
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Any"));
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (entry, "numeric");
  name_entry (self, i);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (entry, controller);
  g_signal_connect_swapped (entry, "notify::text", G_CALLBACK (on_entry_changed), self);

  return entry;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static GtkWidget *
make_head (SubletRangeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title =
    make_label (sublet_filter_part_get_title (self->part), self->prominent ? "heading" : "body");

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  /* What is below stays where it is when the hint comes. */
  gtk_widget_set_size_request (box, -1, HEAD_HEIGHT);
  self->hint = g_object_new (SUBLET_TYPE_FILTER_HINT, "part", self->part, NULL);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));

  return box;
}

static GtkWidget *
make_fields (SubletRangeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *unit_text = sublet_filter_part_get_unit (self->part);
  GtkWidget *dash = make_label ("–", "subdued");
  GtkWidget *unit = make_label (unit_text, "subdued");

  gtk_label_set_width_chars (GTK_LABEL (unit), 5);
  gtk_box_append (GTK_BOX (box), make_entry (self, LOWER));
  gtk_box_append (GTK_BOX (box), dash);
  gtk_box_append (GTK_BOX (box), make_entry (self, UPPER));
  gtk_box_append (GTK_BOX (box), unit);

  return box;
}

static GtkLabel *
make_note (const char *css_class)
{
  GtkWidget *label = make_label (NULL, "caption");

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (label, FALSE);

  return GTK_LABEL (label);
}

static void
sublet_range_row_constructed (GObject *object)
{
  SubletRangeRow *self = SUBLET_RANGE_ROW (object);

  G_OBJECT_CLASS (sublet_range_row_parent_class)->constructed (object);

  self->range = sublet_filter_range_of_part (self->part);
  self->message = make_note ("error");
  self->unknown = make_note ("subdued");
  gtk_box_append (GTK_BOX (self), make_head (self));
  gtk_box_append (GTK_BOX (self), make_fields (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->unknown));
}

static void
sublet_range_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SubletRangeRow *self = SUBLET_RANGE_ROW (object);

  switch ((SubletRangeRowProperty) prop_id)
    {
    case PROP_PART:
      self->part = (SubletFilterPart) g_value_get_enum (value);
      break;
    case PROP_PROMINENT:
      self->prominent = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_range_row_class_init (SubletRangeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sublet_range_row_constructed;
  object_class->set_property = sublet_range_row_set_property;

  properties[PROP_PART] =
    g_param_spec_enum ("part",
                       NULL,
                       NULL,
                       SUBLET_TYPE_FILTER_PART,
                       SUBLET_FILTER_PART_PRICE,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROMINENT] =
    g_param_spec_boolean ("prominent",
                          NULL,
                          NULL,
                          FALSE,
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
                                          3,
                                          SUBLET_TYPE_FILTER_PART,
                                          G_TYPE_INT64,
                                          G_TYPE_INT64);
}

static void
sublet_range_row_init (SubletRangeRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  self->bounds[LOWER] = SUBLET_FILTER_NO_BOUND;
  self->bounds[UPPER] = SUBLET_FILTER_NO_BOUND;
}

static void
update_unknown (SubletRangeRow *self, guint n_unknown)
{
  g_autofree char *number = sublet_format_number (n_unknown, 0);
  g_autofree char *text = NULL;

  text =
    /* TRANSLATORS: of the offers that a filter hides: the service does not tell their figure */
    g_strdup_printf (ngettext ("%s of them does not say.", "%s of them do not say.", n_unknown),
                     number);
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), n_unknown > 0);
  sublet_label_set_text (self->unknown, text);
}

/**
 * sublet_range_row_get_part:
 * @self: a row
 *
 * Returns: which filter it is
 */
SubletFilterPart
sublet_range_row_get_part (SubletRangeRow *self)
{
  g_return_val_if_fail (SUBLET_IS_RANGE_ROW (self), SUBLET_FILTER_PART_PRICE);

  return self->part;
}

/**
 * sublet_range_row_update:
 * @self: a row
 * @filter: what is wanted
 * @n_hidden: how many offers it hides by itself, SUBLET_CHOICE_COUNT_UNKNOWN when not known
 * @n_unknown: how many of them because the service does not tell
 *
 * What is being typed stays as long as the filter's bounds do.
 */
void
sublet_range_row_update (SubletRangeRow *self,
                         const SubletOfferFilter *filter,
                         guint n_hidden,
                         guint n_unknown)
{
  gint64 lower;
  gint64 upper;

  g_return_if_fail (SUBLET_IS_RANGE_ROW (self));

  lower = sublet_offer_filter_get_lower (filter, self->part);
  upper = sublet_offer_filter_get_upper (filter, self->part);
  if (lower != self->bounds[LOWER] || upper != self->bounds[UPPER])
    {
      self->bounds[LOWER] = lower;
      self->bounds[UPPER] = upper;
      show_bounds (self);
    }
  sublet_filter_hint_update (self->hint,
                             sublet_offer_filter_is_active (filter, self->part),
                             n_hidden);
  update_unknown (self, n_unknown);
}
