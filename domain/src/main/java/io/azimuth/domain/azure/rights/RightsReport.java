package io.azimuth.domain.azure.rights;

import java.util.List;

/**
 * The needed rights compared with those that the server has.
 *
 * @param needed each needed right
 * @param unused what it has beyond them, dangerous ones first
 * @param complete whether nothing was left out
 */
public record RightsReport(List<JudgedRight> needed, List<UnusedRight> unused, boolean complete) {

  public RightsReport {
    needed = List.copyOf(needed);
    unused = List.copyOf(unused);
  }
}
