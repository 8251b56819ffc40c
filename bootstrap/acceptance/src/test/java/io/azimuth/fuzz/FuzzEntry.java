package io.azimuth.fuzz;

/** The entry point of the fuzzer: one target, or all of them; then the first byte selects one. */
public final class FuzzEntry {

  static final String PROPERTY = "azimuth.fuzz.target";
  static final String ALL = "all";

  private static final String CHOSEN = System.getProperty(PROPERTY, ALL);

  private FuzzEntry() {}

  /** The fuzzer calls this with each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (CHOSEN.equals(ALL)) {
      Bounds.run(Targets.at(Inputs.choice(input)), Inputs.rest(input));
    } else {
      Bounds.run(Targets.named(CHOSEN), input);
    }
  }
}
