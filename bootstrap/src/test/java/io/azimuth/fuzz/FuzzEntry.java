package io.azimuth.fuzz;

/** Where the fuzzer enters: one target, or all of them, told apart by the first byte. */
public final class FuzzEntry {

  static final String PROPERTY = "azimuth.fuzz.target";
  static final String ALL = "all";

  private static final String CHOSEN = System.getProperty(PROPERTY, ALL);

  private FuzzEntry() {}

  /** Called by the fuzzer with each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (CHOSEN.equals(ALL)) {
      Bounds.run(Targets.at(Inputs.choice(input)), Inputs.rest(input));
    } else {
      Bounds.run(Targets.named(CHOSEN), input);
    }
  }
}
