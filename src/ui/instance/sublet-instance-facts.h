/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-facts-group.h"
#include "ui/instance/sublet-instance-subject.h"

G_BEGIN_DECLS

/* What is known of an instance, in the groups of its overview. */

void sublet_instance_facts_show_money (SubletFactsGroup *group, SubletInstanceSubject *subject);
void sublet_instance_facts_show_addresses (SubletFactsGroup *group, SubletInstanceSubject *subject);
void sublet_instance_facts_show_software (SubletFactsGroup *group, SubletInstanceSubject *subject);
void sublet_instance_facts_show_timeline (SubletFactsGroup *group, SubletInstanceSubject *subject);

G_END_DECLS
