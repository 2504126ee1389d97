/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_RUNTIME_MAX_PACKAGES 24
#define SUBLET_RUNTIME_PACKAGE_NAME_BYTES 64

#define SUBLET_TYPE_RUNTIME_PACKAGE (sublet_runtime_package_get_type ())

/* A Python package that the person's work needs. Written as "numpy>=1.26,<3" where it must be
 * there, as "?numpy" where it is only wanted. */
typedef struct
{
  char *name;  /* as it is written */
  char *range; /* "": any version */
  bool required;
} SubletRuntimePackage;

typedef enum
{
  SUBLET_RUNTIME_PACKAGE_FINE,
  SUBLET_RUNTIME_PACKAGE_NO_NAME,
  SUBLET_RUNTIME_PACKAGE_BAD_NAME,
  SUBLET_RUNTIME_PACKAGE_BAD_RANGE,
} SubletRuntimePackageProblem;

GType sublet_runtime_package_get_type (void);

SubletRuntimePackage *sublet_runtime_package_new (const char *name,
                                                  const char *range,
                                                  bool required);
SubletRuntimePackage *sublet_runtime_package_copy (const SubletRuntimePackage *self);
void sublet_runtime_package_free (SubletRuntimePackage *self);

/* What is wrong with it, the first thing. Only what is fine is ever asked of a machine. */
SubletRuntimePackageProblem sublet_runtime_package_check (const SubletRuntimePackage *self);

/* As it is kept. */
char *sublet_runtime_package_to_text (const SubletRuntimePackage *self);
SubletRuntimePackage *sublet_runtime_package_new_from_text (const char *text);

/* Whether two names are of one package: "Flash-Attn", "flash_attn". */
bool sublet_runtime_package_names_equal (const char *one, const char *other);

/* (transfer container) (element-type SubletRuntimePackage): those of a kept list that are fine, of
 * each name the first, SUBLET_RUNTIME_MAX_PACKAGES at the most. */
GPtrArray *sublet_runtime_packages_new_from_texts (const char *const *texts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRuntimePackage, sublet_runtime_package_free)

G_END_DECLS
