/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-package.h"

#include "core/runtime/sublet-version-range.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (SubletRuntimePackage,
                     sublet_runtime_package,
                     sublet_runtime_package_copy,
                     sublet_runtime_package_free)

/**
 * sublet_runtime_package_new:
 * @name: its name, as pip knows it
 * @range: which versions will do, "" for all
 * @required: whether work fails without it
 *
 * Any thread. Nothing is checked: sublet_runtime_package_check() does.
 *
 * Returns: (transfer full): a package
 */
SubletRuntimePackage *
sublet_runtime_package_new (const char *name, const char *range, bool required)
{
  SubletRuntimePackage *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (range != NULL, NULL);

  self = g_new0 (SubletRuntimePackage, 1);
  self->name = g_strstrip (g_strdup (name));
  self->range = g_strstrip (g_strdup (range));
  self->required = required;

  return self;
}

/**
 * sublet_runtime_package_copy:
 * @self: a package
 *
 * Returns: (transfer full): the same once more
 */
SubletRuntimePackage *
sublet_runtime_package_copy (const SubletRuntimePackage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return sublet_runtime_package_new (self->name, self->range, self->required);
}

/**
 * sublet_runtime_package_free:
 * @self: (transfer full): a package
 */
void
sublet_runtime_package_free (SubletRuntimePackage *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->range);
  g_free (self);
}

/* Letters, digits and separators inside: nothing that is more than a word to any shell. Source:
 * packaging.python.org, "Names and normalization" (once PEP 503 and 508). */
static bool
is_name (const char *name)
{
  gsize length = strlen (name);
  gsize i;

  if (length == 0 || length > SUBLET_RUNTIME_PACKAGE_NAME_BYTES || !g_ascii_isalnum (name[0]) ||
      !g_ascii_isalnum (name[length - 1]))
    return false;
  for (i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (name[i]) && strchr ("._-", name[i]) == NULL)
        return false;
    }

  return true;
}

/**
 * sublet_runtime_package_check:
 * @self: what somebody wrote
 *
 * Returns: the first thing that is wrong with it
 */
SubletRuntimePackageProblem
sublet_runtime_package_check (const SubletRuntimePackage *self)
{
  g_return_val_if_fail (self != NULL, SUBLET_RUNTIME_PACKAGE_NO_NAME);

  if (*self->name == '\0')
    return SUBLET_RUNTIME_PACKAGE_NO_NAME;
  if (!is_name (self->name))
    return SUBLET_RUNTIME_PACKAGE_BAD_NAME;
  if (!sublet_version_range_is_valid (self->range))
    return SUBLET_RUNTIME_PACKAGE_BAD_RANGE;

  return SUBLET_RUNTIME_PACKAGE_FINE;
}

/**
 * sublet_runtime_package_to_text:
 * @self: a package
 *
 * Returns: (transfer full): as it is kept, "?numpy>=1.26"
 */
char *
sublet_runtime_package_to_text (const SubletRuntimePackage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strconcat (self->required ? "" : "?", self->name, self->range, NULL);
}

/**
 * sublet_runtime_package_new_from_text:
 * @text: what was kept, or anything else
 *
 * Returns: (transfer full): the package; sublet_runtime_package_check() says whether it is one
 */
SubletRuntimePackage *
sublet_runtime_package_new_from_text (const char *text)
{
  const char *name;
  g_autofree char *own = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  name = *text == '?' ? text + 1 : text;
  length = strcspn (name, "<>=!~");
  own = g_strndup (name, length);

  return sublet_runtime_package_new (own, name + length, *text != '?');
}

static char
normalize (char c)
{
  return c == '_' || c == '.' ? '-' : g_ascii_tolower (c);
}

/* Where the next one begins: separators that follow each other are one. */
static const char *
skip (const char *at)
{
  if (normalize (*at) == '-')
    return at + strspn (at, "._-");

  return at + 1;
}

/**
 * sublet_runtime_package_names_equal:
 * @one: a name
 * @other: another
 *
 * Returns: whether pip takes both for one
 */
bool
sublet_runtime_package_names_equal (const char *one, const char *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, false);

  while (*one != '\0' && normalize (*one) == normalize (*other))
    {
      one = skip (one);
      other = skip (other);
    }

  return *one == '\0' && *other == '\0';
}

static bool
has_name (GPtrArray *packages, const char *name)
{
  guint i;

  for (i = 0; i < packages->len; i++)
    {
      const SubletRuntimePackage *package = g_ptr_array_index (packages, i);

      if (sublet_runtime_package_names_equal (package->name, name))
        return true;
    }

  return false;
}

/**
 * sublet_runtime_packages_new_from_texts:
 * @texts: (nullable) (array zero-terminated=1): what was kept; another program may have changed it
 *
 * Returns: (transfer container) (element-type SubletRuntimePackage): those that can be asked for
 */
GPtrArray *
sublet_runtime_packages_new_from_texts (const char *const *texts)
{
  GPtrArray *packages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_runtime_package_free);

  for (; texts != NULL && *texts != NULL && packages->len < SUBLET_RUNTIME_MAX_PACKAGES; texts++)
    {
      g_autoptr (SubletRuntimePackage) package = sublet_runtime_package_new_from_text (*texts);

      if (sublet_runtime_package_check (package) == SUBLET_RUNTIME_PACKAGE_FINE &&
          !has_name (packages, package->name))
        g_ptr_array_add (packages, g_steal_pointer (&package));
    }

  return packages;
}
