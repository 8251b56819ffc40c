package io.azimuth.domain.azure.rights;

import java.util.List;

/**
 * The needed rights compared with those that the server has.
 *
 * @param needed each needed right
 * @param unused what it has beyond them, dangerous ones first
 * @param gaps what was left out of the two, in sentences
 */
public record RightsReport(List<JudgedRight> needed, List<UnusedRight> unused, List<String> gaps) {

  public RightsReport {
    needed = List.copyOf(needed);
    unused = List.copyOf(unused);
    gaps = List.copyOf(gaps);
  }

  /** Whether nothing was left out. */
  public boolean complete() {
    return gaps.isEmpty();
  }
}
