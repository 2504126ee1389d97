/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-region.h"

#include <string.h>

/* ISO 3166-1 codes, each followed by a blank; Russia, Turkey, Cyprus and the Caucasus where their
 * machines' network neighbours are. */
static const char *const countries[SUBLET_N_REGIONS] = {
  [SUBLET_REGION_UNKNOWN] = "",
  [SUBLET_REGION_EUROPE] = "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR "
                           "HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE "
                           "SI SJ SK SM TR UA UK VA XK ",
  [SUBLET_REGION_NORTH_AMERICA] = "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT "
                                  "JM KN KY LC MF MQ MS MX NI PA PM PR SV SX TC TT US VC VG VI ",
  [SUBLET_REGION_SOUTH_AMERICA] = "AR BO BR CL CO EC FK GF GY PE PY SR UY VE ",
  [SUBLET_REGION_ASIA] = "AE AF AM AZ BD BH BN BT CN GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ "
                         "LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TW UZ VN "
                         "YE ",
  [SUBLET_REGION_OCEANIA] = "AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM "
                            "VU WF WS ",
  [SUBLET_REGION_AFRICA] = "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW "
                           "KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO "
                           "SS ST SZ TD TG TN TZ UG YT ZA ZM ZW ",
};

G_DEFINE_ENUM_TYPE (SubletRegion,
                    sublet_region,
                    G_DEFINE_ENUM_VALUE (SUBLET_REGION_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_REGION_EUROPE, "europe"),
                    G_DEFINE_ENUM_VALUE (SUBLET_REGION_NORTH_AMERICA, "north-america"),
                    G_DEFINE_ENUM_VALUE (SUBLET_REGION_SOUTH_AMERICA, "south-america"),
                    G_DEFINE_ENUM_VALUE (SUBLET_REGION_ASIA, "asia"),
                    G_DEFINE_ENUM_VALUE (SUBLET_REGION_OCEANIA, "oceania"),
                    G_DEFINE_ENUM_VALUE (SUBLET_REGION_AFRICA, "africa"))

/**
 * sublet_region_from_country:
 * @country: (nullable): two capital letters
 *
 * Returns: where it lies, SUBLET_REGION_UNKNOWN for anything else
 */
SubletRegion
sublet_region_from_country (const char *country)
{
  guint region;

  if (country == NULL || strlen (country) != 2 || !g_ascii_isupper (country[0]) ||
      !g_ascii_isupper (country[1]))
    return SUBLET_REGION_UNKNOWN;

  for (region = SUBLET_REGION_EUROPE; region < SUBLET_N_REGIONS; region++)
    {
      const char *code;

      for (code = countries[region]; *code != '\0'; code += 3)
        if (code[0] == country[0] && code[1] == country[1])
          return (SubletRegion) region;
    }

  return SUBLET_REGION_UNKNOWN;
}

/**
 * sublet_region_dup_countries:
 * @region: a part of the world
 *
 * Returns: (transfer full): its countries, none for SUBLET_REGION_UNKNOWN
 */
char **
sublet_region_dup_countries (SubletRegion region)
{
  g_autofree char *codes = NULL;

  g_return_val_if_fail ((guint) region < SUBLET_N_REGIONS, NULL);

  codes = g_strdup (countries[region]);

  return g_strsplit (g_strchomp (codes), " ", -1);
}
