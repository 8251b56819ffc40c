package io.azimuth.azure.rights;

import io.azimuth.domain.azure.rights.JudgedRight;
import io.azimuth.domain.azure.rights.RightState;
import io.azimuth.domain.azure.rights.RightsReport;
import io.azimuth.domain.azure.rights.UnusedRight;
import java.util.ArrayList;
import java.util.List;

/** Advice on rights that are missing or dangerous, in sentences for the operator. */
final class RightsAdvice {

  private static final int MAX = 10;

  private RightsAdvice() {}

  /** Sentences on what a login or a rotation lacks, and on dangerous rights. */
  static List<String> on(RightsReport report) {
    List<String> all = new ArrayList<>();
    report.needed().stream()
        .filter(it -> it.required() && it.state() == RightState.MISSING)
        .forEach(it -> all.add(missing(it)));
    report.unused().stream().filter(UnusedRight::dangerous).forEach(it -> all.add(unused(it)));
    if (all.size() <= MAX) {
      return all;
    }
    List<String> first = new ArrayList<>(all.subList(0, MAX));
    first.add("rights has " + (all.size() - MAX) + " more that are missing or not needed");
    return first;
  }

  private static String missing(JudgedRight right) {
    return "the server's identity lacks "
        + right.right()
        + " on "
        + right.place()
        + " ("
        + right.why()
        + "): azimuth operator setup-azure prints how to give it";
  }

  private static String unused(UnusedRight right) {
    return "the server's identity has "
        + right.right()
        + " on "
        + right.place()
        + ", which changes something or reads data: "
        + right.why()
        + "; take it away";
  }
}
