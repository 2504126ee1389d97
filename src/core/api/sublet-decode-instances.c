/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"

/* A page of instances, and one instance. */

typedef struct
{
  SubletJsonRows *rows; /* (owned) */
  GArray *data;         /* (owned) (element-type SubletInstanceData): when they came is not known */
} Instances;

static bool
take_instance (const char *text, gsize length, gpointer user_data)
{
  Instances *instances = user_data;
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  SubletInstanceData data;

  if (node == NULL || !sublet_instance_data_read (json_node_get_object (node), &data))
    return false;

  g_array_append_val (instances->data, data);
  return true;
}

static gpointer
begin_instances (void)
{
  static const SubletJsonRowSink sink = { .take_row = take_instance };
  Instances *instances = g_new0 (Instances, 1);

  instances->rows = sublet_json_rows_new ("instances", &sink, instances);
  instances->data = g_array_new (FALSE, FALSE, sizeof (SubletInstanceData));
  g_array_set_clear_func (instances->data, (GDestroyNotify) sublet_instance_data_clear);

  return instances;
}

static bool
feed_instances (gpointer state, const char *text, gsize length, GError **error)
{
  Instances *instances = state;

  return sublet_json_rows_feed (instances->rows, text, length, error);
}

static void
free_instances (gpointer state)
{
  Instances *instances = state;

  sublet_json_rows_free (instances->rows);
  g_array_unref (instances->data);
  g_free (instances);
}

static SubletInstance *
make_instance (Instances *instances, guint i, const SubletReplyTimes *times)
{
  return sublet_instance_new_take (&g_array_index (instances->data, SubletInstanceData, i),
                                   times->received_at_us);
}

static gpointer
end_page (gpointer state, const SubletReplyTimes *times, GError **error)
{
  Instances *instances = state;
  JsonObject *envelope;
  SubletInstancePage *page;
  guint i;

  if (!sublet_json_rows_finish (instances->rows, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (instances->rows);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;
  /* `instances` may be null; a reply without it is no list. */
  if (!sublet_json_rows_get_found (instances->rows) &&
      (envelope == NULL || !json_object_has_member (envelope, "instances")))
    {
      sublet_decode_fail (error, "the reply holds no list of instances");
      return NULL;
    }

  page = g_new0 (SubletInstancePage, 1);
  page->instances = g_ptr_array_new_with_free_func (g_object_unref);
  sublet_page_read (&page->page, instances->rows, "total_instances", times);
  for (i = 0; i < instances->data->len; i++)
    g_ptr_array_add (page->instances, make_instance (instances, i, times));

  return page;
}

/* An object or an array of one under the plural name, an object on its own, or null. */
static gpointer
end_instance (gpointer state, const SubletReplyTimes *times, GError **error)
{
  Instances *instances = state;
  JsonObject *envelope;
  SubletInstanceData data;

  if (!sublet_json_rows_finish (instances->rows, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (instances->rows);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;

  if (instances->data->len == 1)
    return make_instance (instances, 0, times);
  if (sublet_json_rows_get_n_skipped (instances->rows) > 0 || instances->data->len > 1)
    {
      sublet_decode_fail (error, "the reply holds no single instance");
      return NULL;
    }
  if (sublet_json_rows_get_found (instances->rows) ||
      (envelope != NULL && json_object_has_member (envelope, "instances") &&
       !sublet_json_has_value (envelope, "instances")))
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_NOT_FOUND,
                           "the service does not know this instance");
      return NULL;
    }
  if (envelope != NULL && sublet_instance_data_read (envelope, &data))
    return sublet_instance_new_take (&data, times->received_at_us);

  sublet_decode_fail (error, "the reply holds no instance");
  return NULL;
}

const SubletDecoding sublet_decode_instance_page = {
  .begin = begin_instances,
  .feed = feed_instances,
  .end = end_page,
  .free_state = free_instances,
  .free_result = (GDestroyNotify) sublet_instance_page_free,
};

const SubletDecoding sublet_decode_instance = {
  .begin = begin_instances,
  .feed = feed_instances,
  .end = end_instance,
  .free_state = free_instances,
  .free_result = g_object_unref,
};

/**
 * sublet_instance_page_free: (skip)
 * @page: (transfer full): a page
 */
void
sublet_instance_page_free (SubletInstancePage *page)
{
  g_ptr_array_unref (page->instances);
  sublet_page_clear (&page->page);
  g_free (page);
}
