/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The service's own pages, for what Sublet does not do. Source: fact sheet 1.2, 4.5 and 7. */
#define SUBLET_WEBSITE_BILLING "https://cloud.vast.ai/billing/"
#define SUBLET_WEBSITE_INSTANCES "https://cloud.vast.ai/instances/"
#define SUBLET_WEBSITE_KEYS "https://cloud.vast.ai/manage-keys/"
