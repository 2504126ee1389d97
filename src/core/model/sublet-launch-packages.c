/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

#include "core/runtime/sublet-runtime-package.h"

/* What a launch is not fit for work without. */

G_STATIC_ASSERT (SUBLET_LAUNCH_MAX_PACKAGES <= SUBLET_RUNTIME_MAX_PACKAGES);

/**
 * sublet_launch_get_packages:
 * @self: a launch
 *
 * Returns: (transfer none) (array zero-terminated=1): lines, each a package that is required
 */
const char *const *
sublet_launch_get_packages (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return (const char *const *) self->packages;
}

/**
 * sublet_launch_set_packages:
 * @self: a launch
 * @lines: (array zero-terminated=1): each a package, as sublet_runtime_package_to_text() writes it,
 *   or what somebody typed
 */
void
sublet_launch_set_packages (SubletLaunch *self, const char *const *lines)
{
  GStrv copy;

  g_return_if_fail (SUBLET_IS_LAUNCH (self));
  g_return_if_fail (lines != NULL);

  /* Copied first: @lines may be our own. */
  copy = g_strdupv ((char **) lines);
  g_strfreev (self->packages);
  self->packages = copy;
}

static SubletLaunchProblem
check_package (const SubletRuntimePackage *package)
{
  switch (sublet_runtime_package_check (package))
    {
    case SUBLET_RUNTIME_PACKAGE_NO_NAME:
      return SUBLET_LAUNCH_PROBLEM_MISSING;

    case SUBLET_RUNTIME_PACKAGE_BAD_NAME:
      return SUBLET_LAUNCH_PROBLEM_MALFORMED;

    case SUBLET_RUNTIME_PACKAGE_BAD_RANGE:
      return SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE;

    case SUBLET_RUNTIME_PACKAGE_FINE:
    default:
      /* "?numpy" may be absent: no reason to call an instance unfit. */
      return package->required ? SUBLET_LAUNCH_PROBLEM_NONE : SUBLET_LAUNCH_PROBLEM_MALFORMED;
    }
}

SubletLaunchProblem
sublet_launch_check_packages (SubletLaunch *self, guint *index)
{
  g_autoptr (GPtrArray)
    above = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_runtime_package_free);
  guint i;
  guint j;

  for (i = 0; self->packages[i] != NULL; i++)
    {
      SubletRuntimePackage *package = sublet_runtime_package_new_from_text (self->packages[i]);
      SubletLaunchProblem problem = check_package (package);

      g_ptr_array_add (above, package);
      *index = i;
      if (i >= SUBLET_LAUNCH_MAX_PACKAGES)
        return SUBLET_LAUNCH_PROBLEM_TOO_MANY;
      if (problem != SUBLET_LAUNCH_PROBLEM_NONE)
        return problem;
      for (j = 0; j < i; j++)
        {
          const SubletRuntimePackage *other = g_ptr_array_index (above, j);

          if (sublet_runtime_package_names_equal (other->name, package->name))
            return SUBLET_LAUNCH_PROBLEM_DUPLICATE;
        }
    }

  return SUBLET_LAUNCH_PROBLEM_NONE;
}
