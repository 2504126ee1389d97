/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-grouping.h"

#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (SubletInstanceGrouping,
                    sublet_instance_grouping,
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_GROUPING_STATE, "state"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_GROUPING_LABEL, "label"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_GROUPING_NONE, "none"))

/* ---- by state ---- */

static guint
get_state_rank (gpointer rental)
{
  return sublet_rental_text_get_group (rental);
}

static char *
dup_state_title (gpointer rental)
{
  return g_strdup (sublet_rental_text_get_group_title (sublet_rental_text_get_group (rental)));
}

/* ---- by label ---- */

/* (nullable) */
static const char *
get_label (gpointer rental)
{
  const char *label = sublet_rental_get_label (rental);

  return label != NULL && *label != '\0' ? label : NULL;
}

static guint
get_label_rank (gpointer rental)
{
  return get_label (rental) == NULL;
}

static char *
dup_label_title (gpointer rental)
{
  const char *label = get_label (rental);

  /* TRANSLATORS: a caption above the instances that have none */
  return label != NULL ? sublet_format_name (label) : g_strdup (_ ("No Label"));
}

/* ---- all of them ---- */

/**
 * sublet_instance_grouping_get:
 * @grouping: by what
 *
 * Returns: (transfer none) (nullable): how a model of SubletRental is grouped; NULL: not at all
 */
const SubletGrouping *
sublet_instance_grouping_get (SubletInstanceGrouping grouping)
{
  static const SubletGrouping by_state = { get_state_rank, NULL, dup_state_title };
  static const SubletGrouping by_label = { get_label_rank, get_label, dup_label_title };

  switch (grouping)
    {
    case SUBLET_INSTANCE_GROUPING_STATE:
      return &by_state;
    case SUBLET_INSTANCE_GROUPING_LABEL:
      return &by_label;
    case SUBLET_INSTANCE_GROUPING_NONE:
    default:
      return NULL;
    }
}

/**
 * sublet_instance_grouping_get_title:
 * @grouping: by what
 *
 * Returns: (transfer none): its word in a menu
 */
const char *
sublet_instance_grouping_get_title (SubletInstanceGrouping grouping)
{
  switch (grouping)
    {
    case SUBLET_INSTANCE_GROUPING_LABEL:
      /* TRANSLATORS: what instances are grouped by */
      return C_ ("grouping", "Label");
    case SUBLET_INSTANCE_GROUPING_NONE:
      /* TRANSLATORS: instances are not grouped */
      return C_ ("grouping", "None");
    case SUBLET_INSTANCE_GROUPING_STATE:
    default:
      /* TRANSLATORS: what instances are grouped by */
      return C_ ("grouping", "State");
    }
}

/**
 * sublet_instance_grouping_get_nick:
 * @grouping: by what
 *
 * Returns: (transfer none): its word in the settings
 */
const char *
sublet_instance_grouping_get_nick (SubletInstanceGrouping grouping)
{
  g_autoptr (GTypeClass) groupings = g_type_class_ref (SUBLET_TYPE_INSTANCE_GROUPING);
  GEnumValue *value = g_enum_get_value ((GEnumClass *) groupings, (int) grouping);

  g_return_val_if_fail (value != NULL, "state");

  return value->value_nick;
}

/**
 * sublet_instance_grouping_from_nick:
 * @nick: (nullable): a word, as in the settings
 * @grouping: (out): by what
 *
 * Returns: whether it is one
 */
bool
sublet_instance_grouping_from_nick (const char *nick, SubletInstanceGrouping *grouping)
{
  g_autoptr (GTypeClass) groupings = g_type_class_ref (SUBLET_TYPE_INSTANCE_GROUPING);
  GEnumValue *value = nick == NULL ? NULL
                                   : g_enum_get_value_by_nick ((GEnumClass *) groupings, nick);

  if (value != NULL)
    *grouping = (SubletInstanceGrouping) value->value;

  return value != NULL;
}
